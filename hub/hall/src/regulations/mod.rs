//! The eighteen regulations, in the order of the document.

pub mod disclosure;
pub mod first_contact;
pub mod public_appraisal;
