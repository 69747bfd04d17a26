import BudgetReport
import BudgetStore

/// The records of the audit, for people, spreadsheets and programs.
struct AuditReport {
  let rows: [AuditRow]

  /// A table for a terminal; what somebody gave as reason stands below.
  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("序号", "Record")(language)), .words(Phrase("时间", "Time")(language)),
      .words(Phrase("用户", "User")(language)), .words(Phrase("地址", "Address")(language)),
      .words(Phrase("操作", "Action")(language)), .words(Phrase("对象", "Object")(language)),
      .numbers(Phrase("原运行", "Old run")(language)),
      .numbers(Phrase("新运行", "New run")(language)),
    ])
    for row in rows {
      table.append(
        .init(
          [
            String(row.auditID), row.at, row.actor,
            row.address ?? Phrase("本机", "local")(language),
            Vocabulary.action(row.action)(language), AuditObject.text(of: row.detail, language),
            row.oldRunID.map { String($0) } ?? "", row.newRunID.map { String($0) } ?? "",
          ], note: row.reason))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// The columns of the table.
  var csv: String {
    var table = CSVTable(header: AuditRow.columnNames)
    for row in rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// One object a record.
  var document: JSONValue { .array(rows.map { .object($0.fields.map { ($0.name, $0.value) }) }) }
}

extension AuditRow {
  fileprivate static let columnNames = [
    "audit_id", "at", "actor", "address", "action", "reason", "old_run_id", "new_run_id", "detail",
  ]

  fileprivate var fields: [TableField] {
    zip(
      Self.columnNames,
      [
        .int(auditID), .text(at), .text(actor), .text(address), .text(action), .text(reason),
        .int(oldRunID), .int(newRunID), .document(detail),
      ]
    ).map(TableField.init)
  }
}

/// What a verification of the audit says.
extension AuditVerification {
  /// For people: how long the chain is and its end, then what is wrong with it.
  func text(_ console: Console) -> String {
    let language = console.language
    var lines: [String] = []
    if defects.isEmpty {
      lines.append(
        Phrase(
          "审计链完整:\(recordCount) 条,\(anchorCount) 次发布记有其末端",
          "the chain is whole: \(recordCount) records, \(anchorCount) publications keep its end")(
            language))
    }
    for defect in defects.prefix(Self.shownCount) {
      lines.append(Vocabulary.auditDefect(defect)(language))
    }
    if defects.count > Self.shownCount {
      let rest = defects.count - Self.shownCount
      lines.append(Phrase("另有 \(rest) 处", "and \(rest) more")(language))
    }
    if let head {
      lines.append(
        Phrase("末条:\(head.auditID):\(head.digest)", "last: \(head.auditID):\(head.digest)")(
          language))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static var shownCount: Int { 1_000 }

  /// For programs.
  var members: [(key: String, value: JSONValue)] {
    [
      ("ok", .bool(defects.isEmpty)), ("record_count", .int(recordCount)),
      ("anchor_count", .int(anchorCount)), ("last_audit_id", .int(head?.auditID)),
      ("last_digest", .text(head?.digest)), ("defect_count", .int(Int64(defects.count))),
      (
        "defects",
        .array(
          defects.prefix(Self.shownCount).map {
            .object([
              ("defect", .text($0.kind.rawValue)), ("audit_id", .int($0.auditID)),
              ("publication_id", .int($0.publicationID)),
            ])
          })
      ),
    ]
  }
}
