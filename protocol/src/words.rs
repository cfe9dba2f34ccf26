//! Every visible word, looked up by key.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The two languages; Chinese is the authority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    #[serde(rename = "en")]
    English,
}
