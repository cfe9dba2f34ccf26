//! What staff ordered this screen to do, pure: orders come in, the lock and the wish to start again come out.

use sunhall_protocol::order::{Lock, Order};

/// The newest order, and the count of restarts that this program began with.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    lock: Option<Lock>,
    first: Option<u64>,
    restart: bool,
}

impl Orders {
    /// Takes in an order. The first count of restarts is history: this program has just started.
    pub fn take(&mut self, order: Order) {
        let first = *self.first.get_or_insert(order.restarts);
        self.restart |= order.restarts > first;
        self.lock = order.lock;
    }

    /// Out of service, and what is to be said about it.
    pub fn lock(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    /// Whether the program was told to start again.
    pub fn must_restart(&self) -> bool {
        self.restart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(restarts: u64, locked: bool) -> Order {
        Order { restarts, lock: locked.then(Lock::default), ..Order::default() }
    }

    #[test]
    fn only_a_restart_ordered_after_the_start_counts() {
        let mut orders = Orders::default();
        orders.take(order(4, false));
        orders.take(order(4, true));
        assert!(!orders.must_restart() && orders.lock().is_some());
        orders.take(order(5, true));
        assert!(orders.must_restart());
    }

    #[test]
    fn a_lock_holds_until_it_is_taken_back() {
        let mut orders = Orders::default();
        orders.take(order(0, true));
        assert!(orders.lock().is_some());
        orders.take(order(0, false));
        assert!(orders.lock().is_none());
    }
}
