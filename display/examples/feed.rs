//! Publishes the sample hall of the tests through a real broker, so that engineers can look at the displays without a hub.
//! Usage: feed HOST:PORT [usual|full|empty|closed], then lines on standard input: `call`, `silent`, `pulse`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::{AsyncClient, MqttOptions};
use serde::Serialize;
use sunhall_protocol::Moment;
use sunhall_protocol::board::{Board, BoardWindow, Call, HoursState};
use sunhall_protocol::pulse::Pulse;
use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_default();
    let (host, port) = address.rsplit_once(':').unwrap_or(("127.0.0.1", "1883"));
    let mut options = MqttOptions::new(format!("feed-{}", std::process::id()), host, port.parse()?);
    options.set_max_packet_size(Some(1 << 20));
    let (client, mut events) = AsyncClient::new(options, 64);
    tokio::spawn(async move { while events.poll().await.is_ok() {} });
    let mut board = board(&arguments.next().unwrap_or_default());
    let start = Instant::now();
    let now = || Moment(sample::now().0 + start.elapsed().as_millis() as i64);
    let (index, files) = sample::notices();
    send(&client, "board", &board, true).await?;
    send(&client, "duty", &sample::duty(), true).await?;
    send(&client, "notices", &index, true).await?;
    send(&client, "live", &sample::live(), true).await?;
    for (hash, bytes) in files {
        client.publish(format!("sunhall/1/demo/file/{hash}/0/1"), QoS::AtLeastOnce, true, bytes).await?;
    }
    let (typed, mut lines) = mpsc::channel(8);
    std::thread::spawn(move || std::io::stdin().lines().map_while(Result::ok).all(|line| typed.blocking_send(line).is_ok()));
    let mut beat = tokio::time::interval(Duration::from_secs(5));
    let mut silent = false;
    loop {
        tokio::select! {
            _ = beat.tick() => if !silent {
                send(&client, "pulse", &Pulse { hub_time: now(), versions: BTreeMap::new() }, false).await?;
            },
            line = lines.recv() => match line.as_deref() {
                Some("call") => {
                    next_call(&mut board, now());
                    send(&client, "board", &board, true).await?;
                }
                Some("silent") => silent = true,
                Some("pulse") => silent = false,
                Some(_) => {}
                None => return Ok(()),
            },
        }
    }
}

fn board(kind: &str) -> Board {
    let mut board = match kind {
        "full" => sample::full_board(),
        "empty" => sample::empty_board(),
        _ => sample::board(),
    };
    if kind == "closed" {
        board.hours.state = HoursState::Over;
        board.windows = vec![BoardWindow { number: 2, first_groups: vec!["social".into()], ..BoardWindow::default() }];
    }
    board
}

fn next_call(board: &mut Board, at: Moment) {
    let running = board.calls.iter().map(|call| call.running).max().unwrap_or(0) + 1;
    let group = board.groups.first().map(|group| group.name.clone()).unwrap_or_default();
    let ticket = format!("A{:03}", running % 1000);
    board.calls.insert(0, Call { running, ticket, window: 2, group, at, times: 1 });
    board.calls.truncate(20);
    board.version.seq += 1;
}

async fn send<T: Serialize>(client: &AsyncClient, path: &str, message: &T, retain: bool) -> anyhow::Result<()> {
    client.publish(format!("sunhall/1/demo/{path}"), QoS::AtLeastOnce, retain, serde_json::to_vec(message)?).await?;
    Ok(())
}
