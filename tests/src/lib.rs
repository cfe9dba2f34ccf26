//! What several tests share: the checkout as files, a hub of their own, MQTT clients, and waiting for a condition instead of for a while.

pub mod chance;
pub mod checkout;
pub mod citizen;
pub mod clerk;
pub mod hall;
pub mod http;
pub mod hub;
pub mod mosquitto;
pub mod mqtt;
pub mod pages;
pub mod program;
pub mod screens;
pub mod small;
pub mod tls;
pub mod wait;
pub mod whole;
