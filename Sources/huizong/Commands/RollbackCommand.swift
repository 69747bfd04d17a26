import ArgumentParser
import BudgetReport
import BudgetStore

/// Shows an earlier publication again.
struct RollbackCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Lets readers see an earlier publication again, whole, with an audit record.",
    discussion: """
      让读者重新看到以前的一次发布,完整,并留审计记录。

      Nothing is deleted, and the later publication can be shown again in the same
      way. The next run publishes what the submissions say then; stop the schedule
      first where they are what was wrong.

      示例 Examples:
        # 原因记入审计 / why is kept in the audit
        huizong rollback 41 --reason "误导入的决算已退回"
      """)

  @Argument(help: "The publication, see huizong publications.")
  var publication: Int64

  @OptionGroup var why: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let archive = PublicationArchive(try await database.settings())
    let (publication, reason) = (publication, why.reason)
    try await offThePool { try archive.rollBack(to: publication, reason: reason) }
    if output.json {
      return try console.write("rollback", [("publication_id", .int(publication))])
    }
    try console.write("\(publication)\n")
    console.note(
      Phrase("当前发布改为 \(publication)", "readers see publication \(publication) now"))
  }
}
