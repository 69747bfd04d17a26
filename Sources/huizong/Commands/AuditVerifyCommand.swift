public import ArgumentParser
import BudgetReport
public import BudgetStore
import PostgresClient

/// Proves that the audit is as it was written.
struct AuditVerifyCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Makes every digest anew: has a record been changed, removed or put in?",
    discussion: """
      重新计算每条摘要:有没有记录被改动、删除或插入?

      Each record's digest covers the record and the digest before it; the end of the
      chain is kept beside it, and every publication keeps the end as it was then.
      Whoever owns the database can rewrite all of that together. Note the last
      record, which this command prints, outside the database: --noted tells whether
      it is still there. A broken chain is listed, and the exit code is 70.

      示例 Examples:
        # 整条链 / the whole chain
        huizong audit verify
        # 别处记下的必须在其中 / what was noted elsewhere must be in it
        huizong audit verify --noted \\
          112:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      """)

  @Option(name: .long, help: "A record noted earlier, NUMBER:DIGEST.")
  var noted: AuditMark?

  @OptionGroup var metrics: MetricsOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    try await metrics.recording("audit-verify", console) { try await verify(console) }
  }

  private func verify(_ console: Console) async throws {
    let noted = noted
    let found = try await database.reading { connection in
      try AuditReader.verification(noted: noted, on: connection)
    }
    if output.json {
      try console.write("audit-verify", found.members)
    } else {
      try console.write(found.text(console))
    }
    guard !found.defects.isEmpty else { return }
    // A job's stdout is often thrown away, and this must reach its operator.
    console.report(
      Phrase(
        "审计链有 \(found.defects.count) 处不符:请保留数据库,与备份和日志核对",
        "the chain of the audit is broken in \(found.defects.count) places: "
          + "keep the database, and compare it with backups and logs")(console.language),
      exitCode: 70)
    throw ExitCode(70)
  }
}

extension AuditMark: ExpressibleByArgument {
  /// Reads `112:9f86…`, as the command prints it.
  public init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let auditID = Int64(parts[0]), auditID > 0, parts[1].utf8.count == 64,
      parts[1].utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else { return nil }
    self.init(auditID: auditID, digest: String(parts[1]))
  }
}
