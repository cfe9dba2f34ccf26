//! What a call pad may ask: the floor's verbs for its own window, nothing else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PadAsk {
    CallNext,
    CallAgain,
    MarkMissed,
    Start,
    Finish,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PadAnswer {
    /// The number now at the window, if any.
    Window { ticket: Option<String> },
}
