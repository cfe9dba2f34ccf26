//! The hub in the browser: pages of each role, the phone's pages, the JSON API, live events.

mod assets;
mod say;
mod sun;
mod view;
