//! What may be written on the hub's command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::staff::Role;
use sunhall_hub::config::PublicReach;
use sunhall_hub::console::AuthorityAct;

/// The hub of a service hall: the one writer of its journal.
#[derive(Parser)]
#[command(name = "sunhall-hub", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
    /// The data folder.
    #[arg(long, env = "SUNHALL_DATA", default_value = "sunhall-data", global = true)]
    pub data: PathBuf,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Make a data folder with its configuration and an administrator.
    Init(Init),
    /// Run the hub until it is told to stop.
    Serve {
        /// Write the addresses to this file once everything runs.
        #[arg(long)]
        ready: Option<PathBuf>,
    },
    /// Let a device in: writes DEVICE.toml with its password.
    Enroll {
        /// Lower-case letters, digits and hyphens.
        device: String,
        #[arg(long, value_enum, required_unless_present = "again")]
        class: Option<Class>,
        /// A new password for a device whose file was lost; what it is stays.
        #[arg(long, conflicts_with_all = ["class", "window"])]
        again: bool,
        /// The window of a call pad.
        #[arg(long)]
        window: Option<u16>,
        /// The file to write instead of DEVICE.toml in this folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Let a device in no more.
    Revoke { device: String },
    /// Issue an API token; it is shown once.
    Token {
        name: String,
        #[arg(long, value_enum)]
        role: TokenRole,
        /// A window for which the token may give clerks' commands; may be repeated.
        #[arg(long = "window")]
        windows: Vec<u16>,
    },
    /// Write what an external Mosquitto needs: passwords, access, certificate. Again after each enrolment or revocation.
    BrokerFiles {
        folder: PathBuf,
        /// A name or address of the broker's machine, for its certificate; may be repeated. The hall's own where none is given.
        #[arg(long = "name")]
        names: Vec<String>,
    },
    /// The hall's CA: show it, announce the next one to devices, let it take over, or issue the server's certificate anew.
    Ca {
        #[arg(value_enum, default_value = "show")]
        act: CaAct,
    },
    /// Read a folder of CSV and TOML files into the hall.
    Import { folder: PathBuf },
    /// Write the hall's settings into a new folder of CSV and TOML files, without passwords.
    Export { folder: PathBuf },
    /// Check chain, daily roots, texts, files and views; changes nothing.
    Verify,
    /// Write the views again from the log.
    RebuildViews,
}

/// Every answer as an argument; on a terminal `init` asks for what is missing.
#[derive(Args, Default)]
pub struct Init {
    /// The hall's id: lower-case letters, digits and hyphens.
    #[arg(long, conflicts_with = "demo")]
    pub hall: Option<String>,
    /// The hall's name as citizens read it.
    #[arg(long, conflicts_with = "demo")]
    pub name: Option<String>,
    /// A name or address of this machine, for its certificate; may be repeated, devices are told the first. None: no TLS, this machine only.
    #[arg(long = "address")]
    pub addresses: Vec<String>,
    /// Where phones reach the public pages, for instance `https://hall.example`.
    #[arg(long)]
    pub public_url: Option<String>,
    /// Who reaches that address.
    #[arg(long, value_enum)]
    pub public_reach: Option<Reach>,
    /// Furnish a demo hall from this folder.
    #[arg(long)]
    pub demo: Option<PathBuf>,
    /// The moment at which a demo hall's clock starts, for instance 2026-11-23T10:14+08:00.
    #[arg(long, requires = "demo")]
    pub at: Option<String>,
    /// Listening address of the staff pages.
    #[arg(long)]
    pub http: Option<String>,
    /// Listening address of the broker.
    #[arg(long)]
    pub mqtt: Option<String>,
    /// Listening address of the public pages alone.
    #[arg(long)]
    pub public: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reach {
    Lan,
    Internet,
}

impl From<Reach> for PublicReach {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Lan => Self::Lan,
            Reach::Internet => Self::Internet,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum CaAct {
    Show,
    Announce,
    TakeOver,
    Renew,
}

impl From<CaAct> for AuthorityAct {
    fn from(act: CaAct) -> Self {
        match act {
            CaAct::Show => Self::Show,
            CaAct::Announce => Self::Announce,
            CaAct::TakeOver => Self::TakeOver,
            CaAct::Renew => Self::Renew,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Class {
    Kiosk,
    PublicDisplay,
    StaffDisplay,
    CallPad,
}

impl From<Class> for DeviceClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Kiosk => Self::Kiosk,
            Class::PublicDisplay => Self::PublicDisplay,
            Class::StaffDisplay => Self::StaffDisplay,
            Class::CallPad => Self::CallPad,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum TokenRole {
    Clerk,
    Guide,
    Manager,
    Leader,
    Supervisor,
    Archivist,
    Administrator,
}

impl From<TokenRole> for Role {
    fn from(role: TokenRole) -> Self {
        match role {
            TokenRole::Clerk => Self::Clerk,
            TokenRole::Guide => Self::Guide,
            TokenRole::Manager => Self::Manager,
            TokenRole::Leader => Self::Leader,
            TokenRole::Supervisor => Self::Supervisor,
            TokenRole::Archivist => Self::Archivist,
            TokenRole::Administrator => Self::Administrator,
        }
    }
}
