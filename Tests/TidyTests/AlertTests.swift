import Foundation
import Testing

/// The alerts of deploy/prometheus, read and tried out by promtool.
@Suite struct AlertTests {
  private static let rules = "deploy/prometheus/huizong.rules.yml"
  private static let nights = "Tests/Alerts/alerts.yml"

  @Test func rulesAreWellFormed() throws {
    let run = try Command(
      CheckTools.program("promtool"), ["check", "rules", SourceTree.root.path() + Self.rules])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("SUCCESS: 7 rules found"))
  }

  @Test func alertsFireWhenTheyShould() throws {
    #expect(try tried { $0 }.status == 0)
  }

  /// One slip each in what an alert looks at, and how much it takes.
  @Test(arguments: [
    ("26 * 3600", "27 * 3600"), ("and huizong_exit_code != 75", ""), ("for: 4h", "for: 2h"),
    ("> 3 * quantile", "> 4 * quantile"), (">= 20", ">= 2"), ("> 600\n", "> 60\n"),
    ("or (node_textfile_scrape_error == 1)", ""),
  ])
  func seesASlip(right: String, wrong: String) throws {
    let run = try tried { text in
      #expect(text.contains(right))
      return text.replacing(right, with: wrong)
    }
    #expect(run.status == 1, "\(run.output)")
  }

  /// Each metric is one that the program writes, and each section one of the runbook.
  @Test func rulesNameWhatThereIs() throws {
    let text = try SourceTree.text(Self.rules)
    let code = text.split(separator: "\n").filter { !$0.contains("#") }.joined(separator: "\n")
    let metrics = Set(code.matches(of: /huizong_\w+/).map { String($0.0) })
    let written = try SourceTree.text("Sources/huizong/Reports/Metrics/Metric.swift")
    #expect(metrics.count == 5)
    #expect(metrics.filter { !written.contains("\"\($0)\"") } == [])
    let runbook = try SourceTree.text("deploy/RUNBOOK.md")
    let sections = code.matches(of: /runbook: (\w+)/).map { String($0.1) }
    let alerts = code.matches(of: /alert: (\w+)/).map { String($0.1) }
    #expect(sections.count == alerts.count)
    #expect(sections.filter { !runbook.contains("\n### \($0)\n") } == [])
  }

  private func tried(_ change: (String) -> String) throws -> Command {
    let folder = try ScratchFolder()
    try folder.write(Self.rules, change(try SourceTree.text(Self.rules)))
    try folder.write(Self.nights, try SourceTree.text(Self.nights))
    return try Command(
      CheckTools.program("promtool"),
      ["test", "rules", folder.url.appending(path: Self.nights).path()])
  }
}
