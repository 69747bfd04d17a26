import BudgetTestSupport
import Testing

/// Commands on a database that has no schema yet.
@Suite(.database(.empty), .serialized) struct SchemaTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func missingSchemaIs78AndMigrateMakesIt() async throws {
    for command in [
      "summary", "anomalies", "coverage", "export", "report", "status", "runs", "run", "check",
    ] {
      let program = try await Program.run([command] + database)
      #expect(program.status == 78, "\(command): \(program.messages)")
      #expect((program.messages + program.output).contains("huizong migrate"), "\(command)")
    }
    let planned = try await Program.run(["migrate", "--dry-run"] + database)
    #expect(planned.output.hasPrefix("0001_create_schemas\n"))
    let first = try await Program.run(["migrate"] + database)
    #expect(first.status == 0)
    #expect(first.output == planned.output)
    let second = try await Program.run(["migrate", "--json"] + database)
    #expect(try second.document()["migrations"] as? [String] == [])
    #expect(try await Program.run(["check"] + database).status == 0)
  }
}
