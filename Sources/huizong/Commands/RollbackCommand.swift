import ArgumentParser
import BudgetReport
import BudgetStore
import Foundation

/// Shows an earlier publication again.
struct RollbackCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Lets readers see an earlier publication again, whole, with an audit record.",
    discussion: """
      Nothing is deleted, and the later publication can be shown again in the same
      way. The next run publishes what the submissions say then; stop the schedule
      first where they are what was wrong.

      Example:
        huizong rollback 41 --reason "误导入的决算已退回"
      """)

  @Argument(help: "The publication, see huizong publications.")
  var publication: Int64

  @Option(name: .long, help: "Why, in 5 to 2000 characters.")
  var reason: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let said = reason.trimmingCharacters(in: .whitespaces).unicodeScalars.count
    guard (5...2000).contains(said) else {
      throw ValidationError("--reason takes 5 to 2000 characters.")
    }
  }

  func perform(_ console: Console) async throws {
    let archive = PublicationArchive(try await database.settings())
    let (publication, reason) = (publication, reason)
    try await offThePool { try archive.rollBack(to: publication, reason: reason) }
    if output.json {
      return try console.write("rollback", [("publication_id", .int(publication))])
    }
    try console.write("\(publication)\n")
    console.note(
      Phrase("当前发布改为 \(publication)", "readers see publication \(publication) now"))
  }
}
