/// What a command tells a monitor about itself: names and meanings that rules of alerts rest on.
///
/// All are gauges: each file says what was last known. Source: prometheus.io/docs/practices/naming.
enum Metric: String, CaseIterable {
  case lastSuccess = "huizong_last_success_timestamp_seconds"
  case lastAttempt = "huizong_last_attempt_timestamp_seconds"
  case exitCode = "huizong_exit_code"
  case duration = "huizong_duration_seconds"
  case stageDuration = "huizong_stage_duration_seconds"
  case publication = "huizong_publication_id"
  case submissions = "huizong_submissions"
  case anomalies = "huizong_anomalies"
  case readLines = "huizong_read_lines"
  case readLineRate = "huizong_read_lines_per_second"

  /// The sentence of the line HELP.
  var help: String {
    switch self {
    case .lastSuccess: "When the command last ended with 0, in seconds since 1970."
    case .lastAttempt: "When the command last ended, well or not, in seconds since 1970."
    case .exitCode: "How the command last ended; 0 is well, 75 busy, the others are in the runbook."
    case .duration: "How long the command last took in all."
    case .stageDuration: "How long each stage of the last run that ended well took."
    case .publication: "The publication that readers saw when the command last ended well."
    case .submissions: "Submissions of all years of that publication, by how they stand."
    case .anomalies: "Anomalies of that publication, by severity."
    case .readLines: "Lines that the last run that ended well read."
    case .readLineRate: "The same, divided by the whole time that the run took."
    }
  }
}
