import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// What a person sees of a night on a terminal, and what a log gets instead.
@Suite(.database, .serialized) struct ProgressTests {
  private let conninfo = TestDatabase.current.conninfo

  @Test func aNightIsSeenMoving() async throws {
    try await file()
    for (columns, language) in [(80, "zh"), (140, "en")] {
      let night = try await Terminal.night(
        conninfo, columns: columns, heldAt: "before-cells", then: .release,
        environment: ["HUIZONG_LANG": language, "NO_COLOR": "1"])
      #expect(night.status == 0, "\(night.screen)")
      #expect(night.isInOrder == [])
      // One of two workers is held while it writes; the clock goes on.
      #expect(night.drawings.count >= 5, "\(night.drawings)")
      let head = language == "zh" ? "5/5 发布" : "5/5 publish"
      #expect(night.drawings.contains { $0.text.hasPrefix(head) }, "\(night.drawings)")
      #expect(night.screen.allSatisfy { !$0.contains("/5 ") }, "the line is gone at the end")
    }
    try await changesWidth()
    try await endsInOrder(.interrupt, status: 130)
    try await endsInOrder(.terminate, status: 143)
    try await stagesAreLogged()
  }

  private func file() async throws {
    let folder = try Scratch()
    for command in [
      ["sample", "--units", "1", "--years", "2022-2023", "--clean", folder.path],
      ["import", folder.path, "--database", conninfo],
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
  }

  private func changesWidth() async throws {
    let night = try await Terminal.night(
      conninfo, columns: 140, heldAt: "before-checks", then: .narrow)
    #expect(night.status == 0)
    #expect(night.isInOrder == [])
    #expect(Set(night.drawings.map(\.columns)) == [140, 70])
  }

  private func endsInOrder(_ action: Terminal.Action, status: Int32) async throws {
    let night = try await Terminal.night(
      conninfo, columns: 80, heldAt: "before-lines", then: action)
    #expect(night.status == status, "\(night.screen)")
    #expect(night.isInOrder == [])
    #expect(!night.drawings.isEmpty)
    let last = try #require(night.screen.last)
    #expect(last.contains("信号"), "\(night.screen)")
    #expect(!last.contains("/5"), "\(night.screen)")
  }

  /// Neither a pipe nor a terminal that cannot redraw gets a bar.
  private func stagesAreLogged() async throws {
    let piped = try await Program.run(
      ["run", "--full", "--database", conninfo], environment: ["TERM": "xterm"])
    let dumb = try await Terminal.night(
      conninfo, columns: 80, heldAt: "before-cells", then: .release,
      environment: ["TERM": "dumb"])
    #expect(dumb.drawings.isEmpty)
    for text in [piped.messages, dumb.screen.joined(separator: "\n")] {
      #expect(!text.contains("\u{1B}") && !text.contains("[" + "="), "\(text)")
      for stage in ["读取", "审核", "汇总", "比对", "发布"] {
        #expect(text.split(separator: "\n").count { $0.hasSuffix(" \(stage)") } == 1, "\(text)")
      }
    }
  }
}

extension Terminal {
  /// What a person would complain of.
  fileprivate var isInOrder: [String] {
    var wrong = wrapped.filter { $0.contains("/5 ") }.map { "wrapped: \($0)" }
    wrong += strange.map { "sent: \($0)" }
    if column != 0 { wrong.append("the cursor is left in column \(column)") }
    // Eight a second are drawn; what a busy machine delays may come close together.
    let seconds = Dictionary(grouping: drawings) { Int($0.at) }
    wrong += seconds.filter { $1.count > 10 }.map { "\($1.count) drawings in second \($0)" }
    return wrong
  }
}
