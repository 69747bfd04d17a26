import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Loads a folder of import files.
struct ImportCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Loads DIR/<table>.csv into the reference and intake tables, all or nothing.",
    discussion: """
      把 DIR/<表名>.csv 导入参考表和报送表:全部成功,或全部不导入。

      Files are UTF-8 with a header of column names. What cannot be stored
      faithfully is refused with file, line and column; what codes and amounts
      mean is judged by the run.

      示例 Examples:
        # 只导入新行 / new rows only
        huizong import returns-2023
        # 替换已有的行 / rows that are there are replaced
        huizong import returns-2023 --replace --database service=budget
      """)

  @Argument(help: "The folder with the files.", completion: .directory)
  var dir: String

  @Flag(name: .long, help: "Replace rows of the same key, and submissions with all they hold.")
  var replace = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let importer = Importer(directory: dir, replace: replace)
    let receipt = try await database.connected { try importer.run(on: $0) }
    for file in receipt.ignoredFiles {
      console.note(Phrase("忽略 \(visible(file))", "ignored \(visible(file))"))
    }
    if output.json { return try console.write("import", receipt.members) }
    try console.write(receipt.table(console))
  }
}

extension ImportReceipt {
  /// The rows of each file, for programs.
  var members: [(key: String, value: JSONValue)] {
    let files = entries.map { entry in
      JSONValue.object([
        ("file", .text(entry.file)), ("table", .text(entry.table)),
        ("rows", .int(Int64(entry.rowCount))),
      ])
    }
    return [
      ("files", .array(files)), ("ignored_files", .array(ignoredFiles.map { .text($0) })),
    ]
  }

  /// The rows of each file, for people.
  func table(_ console: Console) -> String {
    var table = TextTable([
      .words(Phrase("文件", "File")(console.language)),
      .numbers(Phrase("行数", "Rows")(console.language)),
    ])
    for entry in entries { table.append(.init([entry.file, NumberFormat.count(entry.rowCount)])) }
    return table.rendered(console.palette, width: console.width)
  }
}
