import BudgetReport

/// Samples in the text format of Prometheus, as the textfile collector of node_exporter reads them:
/// without times of their own, each family with what it means.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
struct MetricsText {
  /// The command that all samples are about, a label of each.
  let command: String
  /// The digits of each sample, by its name and labels as they are written.
  private var samples: [String: String] = [:]

  /// Takes over what an earlier file says; lines that this program would not write are left out.
  init(command: String, earlier: String = "") {
    self.command = command
    let own = Metric.allCases.map { $0.rawValue + "{command=\"\(command)\"" }
    for line in earlier.split(separator: "\n") {
      guard let blank = line.lastIndex(of: " "), own.contains(where: line.hasPrefix),
        line[line.index(after: blank)...].allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
      else { continue }
      samples[String(line[..<blank])] = String(line[line.index(after: blank)...])
    }
  }

  /// Says what a metric is now.
  mutating func set(_ metric: Metric, _ value: String) {
    samples[name(metric, "")] = value
  }

  /// The same of each part of a metric; parts that are gone are no longer told.
  mutating func set(_ metric: Metric, by label: String, _ values: [(part: String, value: String)]) {
    samples = samples.filter { !$0.key.hasPrefix(metric.rawValue + "{") }
    for (part, value) in values {
      // The parts are words of closed lists; no character of theirs needs a backslash.
      samples[name(metric, ",\(label)=\"\(part)\"")] = value
    }
  }

  /// Takes over what others say; of a metric that they speak of nothing else stays.
  mutating func take(_ news: MetricsText) {
    for metric in Metric.allCases {
      let told = news.samples.filter { $0.key.hasPrefix(metric.rawValue + "{") }
      guard !told.isEmpty else { continue }
      samples = samples.filter { !$0.key.hasPrefix(metric.rawValue + "{") }
      samples.merge(told) { $1 }
    }
  }

  private func name(_ metric: Metric, _ more: String) -> String {
    "\(metric.rawValue){command=\"\(command)\"\(more)}"
  }

  /// The whole file.
  var text: String {
    Metric.allCases.map { metric in
      let lines = samples.filter { $0.key.hasPrefix(metric.rawValue + "{") }
        .map { "\($0.key) \($0.value)\n" }.sorted()
      guard !lines.isEmpty else { return "" }
      return "# HELP \(metric.rawValue) \(metric.help)\n# TYPE \(metric.rawValue) gauge\n"
        + lines.joined()
    }.joined()
  }
}
