import BudgetDomain
import BudgetRules
import Foundation
import Testing

/// `deploy/guide/rules.md` says what the rules say.
@Suite struct RulePageTests {
  private static let path =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/deploy/guide/rules.md"

  @Test func thePageIsWhatTheRulesSay() throws {
    let page = try RulePage.text(GalleryTests.pages)
    if ProcessInfo.processInfo.environment["HUIZONG_RENEW"] == "1" {
      try Data(page.utf8).write(to: URL(filePath: Self.path))
    }
    let committed = try String(contentsOfFile: Self.path, encoding: .utf8)
    // Line by line, so that a failure tells what to look at.
    let differences = committed.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: page.split(separator: "\n", omittingEmptySubsequences: false))
    #expect(differences.isEmpty, "HUIZONG_RENEW=1 swift test --filter RulePageTests")
    for rule in RuleCatalogue.descriptions {
      #expect(committed.contains("\n### \(rule.code.text) \(rule.title)\n"))
    }
    #expect(
      committed.split(separator: "\n").count { $0.hasPrefix("> ") }
        >= RuleCatalogue.descriptions.count)
  }
}
