import BudgetTestSupport
import Testing

/// A night in which nobody has filed anything.
@Suite(.database, .serialized) struct EmptyNightTests {
  @Test(arguments: [[], ["--full"], ["--dry-run"], ["--year", "2023"]] as [[String]])
  func saysThatThereIsNothing(options: [String]) async throws {
    let database = ["--database", TestDatabase.current.conninfo]
    let arguments = ["run"] + options + database
    // The second time, nothing has changed since.
    for _ in 0..<2 {
      let night = try await Program.run(arguments)
      #expect(night.status == 0, "\(night.messages)")
      #expect(night.output.contains("没有可汇总的报送"))
      #expect(!night.output.contains("无变化"))
      let document = try await Program.run(arguments + ["--json"]).document()
      #expect(document["outcome"] as? String == "nothing_to_consolidate")
      #expect(document["submission_count"] as? Int == 0)
    }
    let published = try await Program.run(["publications", "--json"] + database).document()
    #expect((published["rows"] as? [[String: Any]])?.isEmpty == true)
  }
}
