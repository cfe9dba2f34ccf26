//! `board`: from a clerk's call to the snapshot with that call at a public display, beside three round trips of the broker and one commit.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sunhall_protocol::board::Board;
use sunhall_protocol::presence::Presence;
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_tests::mqtt::{self, Credentials};

use crate::api::{Act, Desk, act_body};
use crate::bench_hall::DISPLAY;
use crate::figure::Figure;
use crate::folder::HALL;
use crate::load::share_ms;
use crate::machine;
use crate::serving::Serving;
use crate::traffic::{Ground, append, connect};

const CALLS: usize = 500;
/// Bytes of a bare commit; about what a call writes.
const ROW_BYTES: usize = 700;
/// Round trips that a snapshot may take besides its commit.
const TRIPS: f64 = 3.0;

/// The four times of one call.
#[derive(Default)]
struct Times {
    /// From the request to the snapshot.
    request: Vec<Duration>,
    /// From the acknowledgement to the snapshot; nothing when the snapshot was there first.
    acknowledged: Vec<Duration>,
    trip: Vec<Duration>,
    commit: Vec<Duration>,
}

pub async fn measure(scratch: &Path) -> anyhow::Result<Vec<Figure>> {
    let ground = Ground::make(scratch, "board").await?;
    let floor = Serving::floor(&scratch.join("board-floor"))?;
    let topics = Topics::new(HALL);
    let broker: SocketAddr = ground.hub.mqtt.parse()?;
    let mut display = mqtt::Client::connect(broker, &Credentials::of(DISPLAY, &ground.prepared.display_password)).await?;
    display.subscribe(&topics.name(&Topic::Board)).await?;
    let mut desk = ground.desks(1).await?.remove(0);
    let mut bare = connect(&floor, 1).await?;
    let (mut times, mut shown_last) = (Times::default(), 0);
    for _ in 0..CALLS {
        desk.issue().await?;
        call(&mut desk, &mut display, &mut shown_last, &mut times).await?;
        desk.act(Act::Start).await?;
        desk.act(Act::Finish).await?;
        trip(&mut display, &topics, &mut times).await?;
        let mut brought = append(bare.remove(0), format!("/row/{ROW_BYTES}"), act_body(), 1).await?;
        times.commit.append(&mut brought.times);
        bare.push(brought.client);
    }
    drop(display);
    ground.hub.stop()?;
    let of = |times: &[Duration]| (share_ms(times, 0.50), share_ms(times, 0.99));
    let ((p50, p99), (trip_p50, trip_p99), (commit_p50, commit_p99)) = (of(&times.request), of(&times.trip), of(&times.commit));
    let (after_p50, after_p99) = of(&times.acknowledged);
    let conditions = format!(
        "{CALLS} calls, from the request; from the acknowledgement p50 {after_p50:.2} p99 {after_p99:.2} ms; floor = 3 trips (p50 {trip_p50:.2} p99 {trip_p99:.2} ms) \
         + a commit (p50 {commit_p50:.2} p99 {commit_p99:.2} ms), p99; {}",
        machine::conditions()
    );
    let floor_ms = TRIPS * trip_p99 + commit_p99;
    Ok(vec![Figure { p50_ms: Some(p50), p99_ms: Some(p99), ..Figure::cost("board", p99, "ms", Some(floor_ms), conditions) }])
}

/// Calls the next ticket and waits until the display has the board that shows it.
async fn call(desk: &mut Desk, display: &mut mqtt::Client, shown_last: &mut u64, times: &mut Times) -> anyhow::Result<()> {
    let began = Instant::now();
    let acknowledged = async {
        let number = desk.act(Act::Call).await?;
        anyhow::Ok((number, Instant::now()))
    };
    // The display listens while the answer is on its way: the snapshot may be there first.
    let (acknowledged, shown) = tokio::join!(acknowledged, newer_call(display, *shown_last));
    let ((number, answered), (board, arrived)) = (acknowledged?, shown?);
    let newest = board.calls.first().context("a board with a call")?;
    ensure!(Some(&newest.ticket) == number.as_ref() && newest.window == desk.window, "the board begins with {}, called was {number:?}", newest.ticket);
    *shown_last = newest.running;
    times.request.push(arrived - began);
    times.acknowledged.push(arrived.saturating_duration_since(answered));
    Ok(())
}

/// The first board whose newest call is newer than `shown_last`, and when it came.
async fn newer_call(display: &mut mqtt::Client, shown_last: u64) -> anyhow::Result<(Board, Instant)> {
    loop {
        let message = display.next().await?;
        let arrived = Instant::now();
        let board: Board = serde_json::from_slice(&message.payload)?;
        if board.calls.first().is_some_and(|call| call.running > shown_last) {
            return Ok((board, arrived));
        }
    }
}

/// The broker's own round trip: a message out, its acknowledgement back.
async fn trip(display: &mut mqtt::Client, topics: &Topics, times: &mut Times) -> anyhow::Result<()> {
    let presence = serde_json::to_vec(&Presence::default())?;
    let began = Instant::now();
    display.publish(&topics.name(&Topic::Presence(DISPLAY.to_owned())), false, presence).await?;
    times.trip.push(began.elapsed());
    Ok(())
}
