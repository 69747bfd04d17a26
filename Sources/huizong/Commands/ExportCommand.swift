import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import Foundation
import PostgresClient

/// Writes the books of a publication.
struct ExportCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a workbook of what was published, or its main table as CSV.",
    discussion: """
      把已发布的结果写成工作簿,或把主表写成 CSV。

      The workbook (xlsx) has the year's figures by subject and unit, the years side by side as \
      reported and comparable, eliminations, indicators, anomalies with their evidence, coverage \
      and a method sheet. In 万元, figures are rounded so that parts still add up: each but a change \
      is one of the two beside the exact one. The same publication, answers, closed years \
      and formulas give the same bytes by the same program. CSV has what `summary --csv` shows of \
      the unit, all levels, exact and in yuan, without the units below it.

      --returns writes instead what a unit, with all below it, has to answer: one sheet with the \
      open anomalies, the figures behind each, the question, and a column for the answer, the only \
      one that can be written in.

      The file is written whole or not at all, and nothing is written over without --force.

      示例 Examples:
        # 全区的工作簿 / the workbook of the district
        huizong export
        # 以元为单位,另取文件名 / in yuan, under another name
        huizong export --in yuan --output 2023.xlsx
        # 一个部门及所属单位 / a department and what is below it
        huizong export --unit 101 --years 2021-2023 --force
        # 一种资金,英文 / one fund, in English
        huizong export --fund general --lang en
        # 一个部门须答复的异常 / what a department has to answer
        huizong export --unit 101 --returns
        # 主表 / the main table
        huizong export --format csv --output summary.csv
      """)

  @Option(name: .long, help: "xlsx or csv.")
  var format = ExportFormat.xlsx

  @Option(
    name: .customLong("in"),
    help: "The unit of amounts in the workbook: yuan or wan. Default: wan.")
  var amountUnit: AmountUnitOption?

  @Flag(name: .long, help: "What --unit has to answer, on one sheet to send back.")
  var returns = false

  @OptionGroup var book: BookOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if format == .csv, amountUnit != nil {
      throw ValidationError("--in is for the workbook; CSV is exact, in yuan.")
    }
    if returns, book.unit == "*" { throw ValidationError("--returns needs --unit.") }
    if returns, format == .csv || amountUnit != nil || book.fund != "*" {
      throw ValidationError("--returns excludes --format csv, --in and --fund.")
    }
  }

  func perform(_ console: Console) async throws {
    let request = book.request(in: (amountUnit ?? .wan).unit, console.language)
    let (format, returns, book) = (format, returns, book)
    let receipt = try await database.reading { connection in
      let writer = try BookWriter(request, on: connection)
      let path = try book.path(
        orElse: writer.frame.fileName(format.rawValue, kind: returns ? "returns-" : ""))
      return ExportReceipt(
        path: path, publication: writer.frame.publication,
        sheets: returns
          ? try writer.writeReturnFile(path, on: connection)
          : try writer.write(format, to: path, on: connection))
    }
    if output.json { return try console.write("export", receipt.members) }
    try console.write(receipt.text(console.language))
  }
}

/// What a publication can be written as.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case xlsx
  case csv
}

extension BookWriter {
  /// Writes a file whole or not at all.
  ///
  /// - Returns: The names of its tables and how many rows they have.
  func write(
    _ format: ExportFormat, to path: String, on connection: borrowing Connection
  ) throws -> [(name: String, rows: Int)] {
    switch format {
    case .xlsx:
      return try writeBook(path) { draft in try write(to: draft, on: connection) }
    case .csv:
      let rows = try SummaryReader.rows(
        fiscalYears: frame.years[0]...frame.year, unitCode: frame.request.unitCode,
        fundType: frame.request.fundType, on: connection)
      let text = CSVTable.byteOrderMark + SummaryReport(rows: rows).csv
      try writeFile(path, Data(text.utf8))
      return [("summary", rows.count)]
    }
  }
}

extension BookWriter {
  /// The same for the list of questions to a unit.
  fileprivate func writeReturnFile(
    _ path: String, on connection: borrowing Connection
  ) throws -> [(name: String, rows: Int)] {
    try writeBook(path) { draft in try writeReturns(to: draft, on: connection) }
  }

  private func writeBook<Result>(
    _ path: String, _ write: (String) throws -> Result
  ) throws -> Result {
    try writeFile(path) { draft in
      do {
        return try write(draft)
      } catch let error as WorkbookError {
        throw OutputError(path: path, reason: same(error.reason))
      }
    }
  }
}
