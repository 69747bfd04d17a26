import ArgumentParser

/// Who did what, and the proof that nobody has rewritten it.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Lists who did what and why, and verifies that no record was changed.",
    discussion: """
      Every publication, rollback, deletion, rerun request, answer, closing, reopening
      and change of membership leaves a record, chained by its digest to the one
      before.

      Examples:
        huizong audit
        huizong audit list --action close_year --json
        huizong audit verify
      """,
    subcommands: [AuditListCommand.self, AuditVerifyCommand.self],
    defaultSubcommand: AuditListCommand.self)
}
