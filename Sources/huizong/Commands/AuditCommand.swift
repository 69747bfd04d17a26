import ArgumentParser

/// Who did what, and the proof that nobody has rewritten it.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Lists who did what and why, and verifies that no record was changed.",
    discussion: """
      列出谁做了什么、为什么,并证明记录未被改动。

      Every publication, rollback, deletion, rerun request, answer, closing, reopening
      and change of membership leaves a record, chained by its digest to the one
      before.

      示例 Examples:
        # 最近的记录 / the latest records
        huizong audit
        # 其中一种 / one kind of them
        huizong audit list --action close_year --json
        # 链条是否完整 / is the chain whole?
        huizong audit verify
      """,
    subcommands: [AuditListCommand.self, AuditVerifyCommand.self],
    defaultSubcommand: AuditListCommand.self)
}
