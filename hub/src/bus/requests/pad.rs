//! What a call pad asks for the window it is bound to: the clerk who is signed on there acts, nobody else.

use sunhall_hall::access::Device;
use sunhall_hall::ids::{DeviceName, TextRef};
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_protocol::{Ask, Outcome};

use super::Requests;
use crate::engine::CommandId;
use crate::wire::{self, refused};

impl Requests {
    pub(super) async fn pad(&self, pad: &DeviceName, device: &Device, ask: &Ask<PadAsk>) -> Outcome<PadAnswer> {
        let engine = &self.settings.engine;
        let clerk = device.window.and_then(|window| engine.hall().floor.working.get(&window).map(|working| working.staff.clone()));
        let Some(clerk) = clerk else { return refused("refusal-not-signed-on") };
        let ended = engine.pads().ask(CommandId(ask.id), pad.clone(), clerk, wire::pad_act(ask.body)).await;
        let hall = engine.hall();
        wire::outcome(&hall, &|text: &TextRef| engine.texts().get(text), CommandId(ask.id), ended, engine.now(), |answer| wire::pad_answer(&hall, &answer))
    }
}
