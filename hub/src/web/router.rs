//! Every route of the hub on one page, with what it needs to be opened.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{MethodRouter, get, post};
use sunhall_hall::Verb;

use super::state::Shared;
use super::{admin, api, assets, ca, clerk, desk, guard, issue, manager, me, ops, phone, public, sign_on};

/// The largest form that is read.
const FORM_BYTES_MAX: usize = 64 * 1024;

/// The two addresses that take more than a form.
const PORTRAIT: &str = "/admin/staff/{number}/portrait";
const UPLOAD: &str = "/admin/transfer/upload";

/// What somebody must have to open a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nobody,
    /// Nobody either, and it is a page of the citizens: the public listener has these and no other.
    Public,
    SignOn,
    /// A sign-on whose roles may do one of these.
    AnyOf(&'static [Verb]),
    /// An API token; the handler checks it.
    Token,
}

use Needs::{AnyOf, Nobody, Public, SignOn, Token};

const WINDOW: Needs = AnyOf(&[Verb::OpenWindow]);
const DESK: Needs = AnyOf(&[Verb::IssueByHand]);
const LIVE: Needs = AnyOf(&[Verb::SeeLive]);
const LOOK: Needs = AnyOf(&[Verb::SeeSettings]);

const STAFF: Needs = AnyOf(&[Verb::SetStaff]);

struct Route {
    method: Method,
    path: &'static str,
    needs: Needs,
    handler: fn() -> MethodRouter<Shared>,
}

macro_rules! routes {
    ($($method:ident $path:literal $needs:expr => $handler:path;)*) => {
        &[$(Route { method: Method::$method, path: $path, needs: $needs, handler: || routes!(@$method $handler) }),*]
    };
    (@GET $handler:path) => { get($handler) };
    (@POST $handler:path) => { post($handler) };
}

#[rustfmt::skip]
const ROUTES: &[Route] = routes! {
    GET  "/"                      SignOn  => sign_on::home;
    GET  "/sign-on"               Nobody  => sign_on::page;
    POST "/sign-on"               Nobody  => sign_on::act;
    POST "/sign-off"              Nobody  => sign_on::off;
    GET  "/lock"                  SignOn  => sign_on::lock;
    POST "/unlock"                SignOn  => sign_on::unlock;
    GET  "/language"              Public  => sign_on::choose_language;
    GET  "/me"                    SignOn  => me::page;
    POST "/me/password"           SignOn  => me::change_password;
    POST "/me/pin"                SignOn  => me::change_pin;
    POST "/me/session"            SignOn  => me::end_session;
    POST "/me/sessions"           SignOn  => me::end_sessions;
    GET  "/shortcuts"             SignOn  => clerk::shortcuts;

    GET  "/window"                WINDOW  => clerk::page;
    GET  "/window/live"           WINDOW  => clerk::live;
    POST "/window/open"           WINDOW  => clerk::open_act;
    GET  "/window/pause"          WINDOW  => clerk::pause;
    POST "/window/pause"          WINDOW  => clerk::pause_act;
    POST "/window/resume"         WINDOW  => clerk::resume_act;
    GET  "/window/close"          WINDOW  => clerk::close;
    POST "/window/close"          WINDOW  => clerk::close_act;
    POST "/window/next"           WINDOW  => clerk::next_act;
    GET  "/window/chosen"         WINDOW  => clerk::choose;
    POST "/window/chosen"         WINDOW  => clerk::chosen_act;
    POST "/window/again"          WINDOW  => clerk::again_act;
    GET  "/window/missed"         DESK    => clerk::missed;
    POST "/window/missed"         WINDOW  => clerk::missed_act;
    POST "/window/start"          WINDOW  => clerk::start_act;
    POST "/window/finish"         WINDOW  => clerk::finish_act;
    GET  "/window/transfer"       WINDOW  => clerk::transfer;
    POST "/window/transfer"       WINDOW  => clerk::transfer_act;
    GET  "/window/park"           WINDOW  => clerk::park;
    POST "/window/park"           WINDOW  => clerk::park_act;
    GET  "/window/cancel"         WINDOW  => clerk::cancel;
    POST "/window/cancel"         WINDOW  => clerk::cancel_act;
    POST "/window/undo"           WINDOW  => clerk::undo_act;
    POST "/window/company"        WINDOW  => clerk::company_here_act;
    POST "/window/bring-back"     DESK    => clerk::bring_back_act;

    GET  "/desk"                  DESK    => desk::page;
    GET  "/desk/live"             DESK    => desk::live;
    POST "/desk/assistance"       DESK    => clerk::assistance_act;
    POST "/desk/company"          DESK    => clerk::company_act;
    POST "/desk/answer"           DESK    => clerk::answer_help_act;
    GET  "/issue"                 DESK    => issue::page;
    POST "/issue"                 DESK    => issue::act;
    GET  "/slip/{ticket}"         DESK    => issue::slip_page;

    GET  "/hall"                  LIVE    => manager::page;
    GET  "/hall/live"             LIVE    => manager::live;
    POST "/hall/help"             AnyOf(&[Verb::LetHelp])         => manager::help_act;
    GET  "/hall/lend"             AnyOf(&[Verb::LetHelp])         => manager::lend;
    POST "/hall/take-back"        AnyOf(&[Verb::TakeBackHelp])    => manager::take_back_act;
    GET  "/hall/urgent"           AnyOf(&[Verb::ApproveUrgent])   => manager::urgent;
    POST "/hall/urgent"           AnyOf(&[Verb::ApproveUrgent])   => manager::urgent_act;
    GET  "/hall/end"              AnyOf(&[Verb::CancelTicket])    => manager::end;
    POST "/hall/end"              AnyOf(&[Verb::CancelTicket])    => manager::end_act;
    GET  "/hall/window/{window}"  AnyOf(&[Verb::CloseLeftWindow]) => manager::window_sheet;
    POST "/hall/close-window"     AnyOf(&[Verb::CloseLeftWindow]) => manager::close_window_act;

    GET  "/admin"                          LOOK => admin::overview::page;
    GET  "/admin/hall"                     LOOK => admin::hall::page;
    POST "/admin/hall"                     AnyOf(&[Verb::SetHall]) => admin::hall::act;
    GET  "/admin/hours"                    LOOK => admin::hours::page;
    POST "/admin/hours"                    AnyOf(&[Verb::SetHours]) => admin::hours::act;
    GET  "/admin/hours/day"                AnyOf(&[Verb::SetHours]) => admin::hours::day_page;
    POST "/admin/hours/day"                AnyOf(&[Verb::SetHours]) => admin::hours::day_act;
    POST "/admin/hours/day/clear"          AnyOf(&[Verb::SetHours]) => admin::hours::clear_act;
    GET  "/admin/calendar"                 LOOK => admin::calendar::page;
    POST "/admin/calendar"                 AnyOf(&[Verb::LoadCalendar]) => admin::calendar::act;
    GET  "/admin/calendar/preview"         LOOK => admin::calendar::page;
    POST "/admin/calendar/preview"         AnyOf(&[Verb::LoadCalendar]) => admin::calendar::preview_act;
    GET  "/admin/parameters"               LOOK => admin::parameters::list;
    GET  "/admin/parameters/{key}"         LOOK => admin::parameters::edit;
    POST "/admin/parameters/{key}"         AnyOf(&[Verb::SetParameter]) => admin::parameters::act;
    POST "/admin/parameters/{key}/confirm" AnyOf(&[Verb::SetParameter]) => admin::parameters::confirm_act;
    GET  "/admin/groups"                   LOOK => admin::groups::list;
    GET  "/admin/groups/new"               AnyOf(&[Verb::SetGroup]) => admin::groups::new;
    POST "/admin/groups/new"               AnyOf(&[Verb::SetGroup]) => admin::groups::new_act;
    GET  "/admin/groups/{code}"            LOOK => admin::groups::edit;
    POST "/admin/groups/{code}"            AnyOf(&[Verb::SetGroup]) => admin::groups::act;
    GET  "/admin/services"                 LOOK => admin::services::list;
    GET  "/admin/services/new"             AnyOf(&[Verb::SetService]) => admin::services::new;
    POST "/admin/services/new"             AnyOf(&[Verb::SetService]) => admin::services::new_act;
    GET  "/admin/services/{code}"          LOOK => admin::services::edit;
    POST "/admin/services/{code}"          AnyOf(&[Verb::SetService]) => admin::services::act;
    GET  "/admin/windows"                  LOOK => admin::windows::list;
    GET  "/admin/windows/new"              AnyOf(&[Verb::SetWindow]) => admin::windows::new;
    POST "/admin/windows/new"              AnyOf(&[Verb::SetWindow]) => admin::windows::new_act;
    GET  "/admin/windows/{number}"         LOOK => admin::windows::edit;
    POST "/admin/windows/{number}"         AnyOf(&[Verb::SetWindow]) => admin::windows::act;
    GET  "/admin/staff"                    LOOK => admin::staff::list;
    GET  "/admin/staff/new"                STAFF => admin::staff::new;
    POST "/admin/staff/new"                STAFF => admin::staff::new_act;
    GET  "/admin/staff/{number}"           LOOK => admin::staff::edit;
    POST "/admin/staff/{number}"           STAFF => admin::staff::act;
    POST "/admin/staff/{number}/portrait"  STAFF => admin::staff::portrait_act;
    POST "/admin/staff/{number}/leave"     STAFF => admin::staff::leave_act;
    POST "/admin/staff/{number}/return"    STAFF => admin::staff::return_act;
    POST "/admin/staff/{number}/password"  AnyOf(&[Verb::SetCredential]) => admin::staff::password_act;
    GET  "/admin/staff/{number}/badge"     LOOK => admin::staff::print;
    GET  "/admin/roles"                    LOOK => admin::roles::list;
    GET  "/admin/roles/new"                AnyOf(&[Verb::SetRole]) => admin::roles::new;
    POST "/admin/roles/new"                AnyOf(&[Verb::SetRole]) => admin::roles::new_act;
    GET  "/admin/roles/{code}"             LOOK => admin::roles::edit;
    POST "/admin/roles/{code}"             AnyOf(&[Verb::SetRole]) => admin::roles::act;
    POST "/admin/roles/{code}/remove"      AnyOf(&[Verb::RemoveRole]) => admin::roles::remove_act;
    GET  "/admin/sign-ons"                 AnyOf(&[Verb::RevokeSession, Verb::UnlockAccount]) => admin::sign_ons::list;
    POST "/admin/sign-ons/end"             AnyOf(&[Verb::RevokeSession]) => admin::sign_ons::end_act;
    POST "/admin/sign-ons/end-all"         AnyOf(&[Verb::RevokeSession]) => admin::sign_ons::end_all_act;
    POST "/admin/sign-ons/unlock"          AnyOf(&[Verb::UnlockAccount]) => admin::sign_ons::unlock_act;
    GET  "/admin/security"                 AnyOf(&[Verb::SeeSecurity]) => admin::security::list;
    GET  "/admin/security.csv"             AnyOf(&[Verb::SeeSecurity]) => admin::security::sheet;
    GET  "/admin/devices"                  LOOK => admin::devices::list;
    GET  "/admin/devices/new"              AnyOf(&[Verb::Enrol]) => admin::devices::new;
    POST "/admin/devices/new"              AnyOf(&[Verb::Enrol]) => admin::devices::new_act;
    GET  "/admin/devices/{device}"         LOOK => admin::devices::edit;
    POST "/admin/devices/{device}/file"    AnyOf(&[Verb::TakeDeviceFile]) => admin::devices::file_act;
    POST "/admin/devices/{device}/renew"   AnyOf(&[Verb::RenewDevice]) => admin::devices::renew_act;
    POST "/admin/devices/{device}/revoke"  AnyOf(&[Verb::RevokeDevice]) => admin::devices::revoke_act;
    POST "/admin/devices/{device}/lock"    AnyOf(&[Verb::LockDevice]) => admin::devices::lock_act;
    POST "/admin/devices/{device}/unlock"  AnyOf(&[Verb::UnlockDevice]) => admin::devices::unlock_act;
    POST "/admin/devices/{device}/restart" AnyOf(&[Verb::RestartDevice]) => admin::devices::restart_act;
    GET  "/admin/tokens"                   LOOK => admin::tokens::list;
    GET  "/admin/tokens/new"               AnyOf(&[Verb::IssueToken]) => admin::tokens::new;
    POST "/admin/tokens/new"               AnyOf(&[Verb::IssueToken]) => admin::tokens::new_act;
    GET  "/admin/tokens/{token}"           LOOK => admin::tokens::edit;
    POST "/admin/tokens/{token}/revoke"    AnyOf(&[Verb::RevokeToken]) => admin::tokens::revoke_act;
    GET  "/admin/texts"                    LOOK => admin::texts::list;
    GET  "/admin/texts/{key}"              LOOK => admin::texts::edit;
    POST "/admin/texts/{key}"              AnyOf(&[Verb::SetScreenText]) => admin::texts::act;
    POST "/admin/texts/{key}/preview"      AnyOf(&[Verb::SetScreenText]) => admin::texts::preview_act;
    POST "/admin/texts/{key}/default"      AnyOf(&[Verb::SetScreenText]) => admin::texts::default_act;
    GET  "/admin/slip"                     LOOK => admin::slip::edit;
    POST "/admin/slip"                     AnyOf(&[Verb::SetSlip]) => admin::slip::act;
    POST "/admin/slip/preview"             AnyOf(&[Verb::SetSlip]) => admin::slip::preview_act;
    POST "/admin/slip/default"             AnyOf(&[Verb::SetSlip]) => admin::slip::default_act;
    GET  "/admin/transfer"                 LOOK => admin::transfer::page;
    POST "/admin/transfer/export"          AnyOf(&[Verb::SetHall]) => admin::transfer::export_act;
    POST "/admin/transfer/upload"          AnyOf(&[Verb::SetHall]) => admin::transfer::upload_act;
    POST "/admin/transfer/import"          AnyOf(&[Verb::SetHall]) => admin::transfer::import_act;
    GET  "/admin/planned"                  LOOK => admin::planned::list;
    POST "/admin/planned/take-back"        AnyOf(&[Verb::TakeBackPlan]) => admin::planned::take_back_act;
    GET  "/admin/history"                  LOOK => admin::history::list;

    GET  "/t/{code}"              Public  => phone::page;
    GET  "/t/{code}/live"         Public  => phone::live;
    POST "/t/{code}/cancel"       Public  => phone::cancel;
    POST "/t/{code}/rate"         Public  => phone::rate;
    GET  "/g/{service}"           Public  => public::guide;
    GET  "/s/{staff}"             Public  => public::supervise;
    GET  "/file/{hash}"           Public  => public::portrait;

    GET  "/ca"                    Public  => ca::page;
    GET  "/ca/file"               Public  => ca::file;

    GET  "/static/{*path}"        Public  => assets::file;
    GET  "/healthz"               Nobody  => ops::healthz;
    GET  "/readyz"                Nobody  => ops::readyz;
    GET  "/metrics"               Nobody  => ops::metrics;
    GET  "/api/openapi.json"      Nobody  => api::document;
};

/// What a route needs; none for a route that does not exist.
pub fn needs(method: &Method, path: &str) -> Option<Needs> {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    if path.starts_with("/api/v1/") {
        return Some(Token);
    }
    ROUTES.iter().find(|route| route.method == *method && route.path == path).map(|route| route.needs)
}

/// Each route with what it needs, for the test of every role against every page.
pub fn table() -> impl Iterator<Item = (&'static Method, &'static str, Needs)> {
    ROUTES.iter().map(|route| (&route.method, route.path, route.needs))
}

/// The pages and, beside them, the API, whose way is kept short.
pub fn router(app: Shared) -> Router {
    let pages = dressed(&app, pages(|_| true).route_layer(from_fn_with_state(app.clone(), guard::allow)));
    let api = api::router().layer(DefaultBodyLimit::max(FORM_BYTES_MAX)).layer(map_response(api::headers));
    api.merge(pages).layer(from_fn(guard::asked_from)).with_state(app)
}

/// The citizens' pages alone: nothing here knows of sign-ons.
pub fn public_router(app: Shared) -> Router {
    dressed(&app, pages(|route| route.needs == Public)).with_state(app)
}

fn pages(wanted: impl Fn(&Route) -> bool) -> Router<Shared> {
    ROUTES.iter().filter(|route| wanted(route)).fold(Router::new(), |pages, route| {
        let limit = match route.path {
            UPLOAD => admin::transfer::UPLOAD_BYTES_MAX,
            PORTRAIT => admin::staff::PORTRAIT_FORM_MAX,
            _ => FORM_BYTES_MAX,
        };
        pages.route(route.path, (route.handler)().layer(DefaultBodyLimit::max(limit)))
    })
}

/// What holds for every page, whoever reads it.
fn dressed(app: &Shared, pages: Router<Shared>) -> Router<Shared> {
    pages
        .route_layer(from_fn_with_state(app.clone(), guard::same_origin))
        .fallback(guard::not_found)
        .layer(from_fn(guard::headers))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
}
