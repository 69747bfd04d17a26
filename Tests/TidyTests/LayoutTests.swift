import Testing

/// The top folder: what a newcomer sees first, and nothing else.
@Suite struct LayoutTests {
  /// Package.resolved is made by SwiftPM and not kept.
  private static let entries: Set = [
    "Package.swift", "Package.resolved", "README.md", "Sources", "Tests", "deploy", "jobs", "sql",
  ]

  @Test func topLevelHoldsOnlyTheHouse() throws {
    #expect(try strangers(in: SourceTree.topLevel()) == [])
    #expect(strangers(in: [".ci", "Sources", "docs", "notes.txt"]) == ["docs", "notes.txt"])
  }

  private func strangers(in names: [String]) -> [String] {
    names.filter { !$0.hasPrefix(".") && !Self.entries.contains($0) }
  }
}
