import Dispatch
import PostgresClient
import Testing

/// Ends the backends of a run as soon as one with a fitting name is there, from a thread of its
/// own: the run goes on until it notices.
func cutOff(_ application: String, _ settings: ConnectionSettings) {
  DispatchQueue.global().async {
    do {
      var tester = settings
      tester.applicationName = "tester"
      let connection = try Connection(tester)
      let terminate = Statement(
        name: "cut_off",
        sql: """
          SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
          WHERE datname = current_database()
            AND application_name LIKE 'huizong/%'
            AND application_name LIKE $1
          """, shape: .rows)
      // Bounded, should the run be over before anything was found.
      for _ in 0..<20_000 where try !connection.run(terminate, [.text(application)]).isEmpty {
        return
      }
    } catch {
      Issue.record(error)
    }
  }
}

/// Takes a newer token, as a run would that found the lock free.
func overtake(_ settings: ConnectionSettings) {
  do {
    let connection = try Connection(settings)
    try connection.run(
      Statement(name: "overtake", sql: "UPDATE control.run_fence SET token = token + 1"))
  } catch {
    Issue.record(error)
  }
}
