//! The floor: groups, services, windows, tickets, and the order in which people are called.

mod event;
mod setup;
mod ticket;

pub use event::Event;
pub use setup::{Fee, Group, Guide, Limit, Service, Window};
pub use ticket::{Carrier, Estimate, Origin, Outcome, PriorityClass, State, Ticket, TransferTo, Why, WindowState, Working};
