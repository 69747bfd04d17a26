-- listen_for_requests: the session hears from now on when a request becomes open
LISTEN huizong_rerun;
