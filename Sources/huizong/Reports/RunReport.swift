import BudgetDomain
import BudgetReport
import BudgetStore

/// The list of runs, for people and programs.
struct RunReport {
  let rows: [RunRow]

  /// A table for a terminal; the message of a run stands below it.
  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("运行", "Run")(language)), .words(Phrase("种类", "Kind")(language)),
      .words(Phrase("状态", "State")(language)), .words(Phrase("年度", "Years")(language)),
      .words(Phrase("开始时间", "Started")(language)), .numbers(Phrase("用时(秒)", "Seconds")(language)),
      .words(Phrase("阶段", "Stage")(language)), .numbers(Phrase("退出码", "Exit")(language)),
      .numbers(Phrase("报送", "Submissions")(language)),
      .numbers(Phrase("行", "Lines")(language)), .numbers(Phrase("异常", "Anomalies")(language)),
      .words(Phrase("主机", "Host")(language)),
    ])
    for row in rows {
      let years = row.years?.map(String.init).joined(separator: " ")
      table.append(
        .init(
          [
            String(row.runID), Vocabulary.runKind(row.kind)(language),
            Vocabulary.runState(row.state)(language), years ?? "*", row.startedAt,
            NumberFormat.plain(row.seconds), row.stage.map { Vocabulary.stage($0)(language) } ?? "",
            NumberFormat.plain(row.exitCode.map { String($0) }),
            NumberFormat.plain(row.submissionsRead.map { String($0) }),
            NumberFormat.plain(row.linesRead.map { String($0) }),
            NumberFormat.plain(row.anomalyCount.map { String($0) }), row.host,
          ], note: note(row, language), tone: row.state == "failed" ? .bad : nil))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// What the run said at its end, and why it did not trust marks.
  private func note(_ row: RunRow, _ language: Language) -> String? {
    let parts = [row.message] + row.changeDoubts.map { Vocabulary.doubt($0)(language) }
    let note = parts.compactMap(\.self).joined(separator: Phrase(";", "; ")(language))
    return note.isEmpty ? nil : note
  }

  /// One object a run.
  var document: JSONValue {
    .array(
      rows.map { row in
        .object([
          ("run_id", .int(row.runID)), ("kind", .text(row.kind)), ("state", .text(row.state)),
          ("years", row.years.map { .array($0.map { .int(Int64($0)) }) } ?? .null),
          ("started_at", .text(row.startedAt)), ("finished_at", .text(row.finishedAt)),
          ("seconds", .decimal(row.seconds)), ("stage", .text(row.stage)),
          ("submissions_read", .int(row.submissionsRead)), ("lines_read", .int(row.linesRead)),
          ("anomaly_count", .int(row.anomalyCount)), ("exit_code", .int(row.exitCode)),
          ("change_detection", .text(row.changeDetection)),
          ("change_doubts", .array(row.changeDoubts.map { .text($0) })),
          ("message", .text(row.message)), ("program_version", .text(row.programVersion)),
          ("host", .text(row.host)), ("database_user", .text(row.databaseUser)),
        ])
      })
  }
}
