import BudgetReport

/// One setting, what it is, and what says so.
struct SettingRow {
  /// An option, a variable of the environment, `service NAME`, `huizong` or `default`.
  let source: String
  let name: String
  let value: String

  init(_ name: String, _ value: String, from source: String = Self.standard) {
    self.name = name
    // A connection string may stand where the name of a database belongs.
    self.value = CommandLineSecrets.masked(value)
    self.source = source
  }

  static let standard = "default"
  static let house = "huizong"

  /// Where a night is made to fail on purpose: nobody should find that by surprise.
  static func ofFailpoints(_ environment: [String: String]) -> [SettingRow] {
    ["HUIZONG_FAILPOINT", "HUIZONG_ALLOW_FAILPOINTS"].compactMap { name in
      environment[name].map { SettingRow(name.dropFirst(8).lowercased(), $0, from: name) }
    }
  }
}

/// The settings, for people and programs.
struct SettingsReport {
  let rows: [SettingRow]

  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .words(Phrase("设置", "Setting")(language)), .words(Phrase("值", "Value")(language)),
      .words(Phrase("来源", "Source")(language)),
    ])
    for row in rows {
      table.append(.init([row.name, visible(row.value), source(of: row)(language)]))
    }
    return table.rendered(console.palette, width: console.width)
  }

  var document: JSONValue {
    .array(
      rows.map { row in
        .object([
          ("name", .text(row.name)), ("value", .text(row.value)), ("source", .text(row.source)),
        ])
      })
  }

  private func source(of row: SettingRow) -> Phrase {
    switch row.source {
    case SettingRow.standard: Phrase("默认", "default")
    case SettingRow.house: Phrase("本程序", "this program")
    default: Phrase(visible(row.source), visible(row.source))
    }
  }
}
