import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import Foundation
import PostgresClient

/// Writes the page of a publication.
struct ReportCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes one page about what was published, for whoever decides.",
    discussion: """
      把已发布的结果写成一页,供领导阅览:浏览器、手机、打印皆可。

      One HTML file for a browser, a phone or paper, without scripts and without anything from \
      elsewhere: the year's total and its change, 类 over the years, what the last night \
      changed and why, units by 类 with what has changed, the gravest anomalies with figure and \
      interval, and who has handed in what. Amounts are in 万元, or in 亿元 where every year's \
      total is 10 billion yuan or more; parts add up as printed. The same publication and answers, \
      and the same earlier publications kept, give the same bytes by the same program.

      The file is written whole or not at all, and nothing is written over without --force.

      示例 Examples:
        # 全区 / the district
        huizong report
        # 英文,另取文件名 / in English, under another name
        huizong report --output 2023.html --lang en
        # 一个部门,三年,以元为单位 / a department, three years, in yuan
        huizong report --unit 101 --years 2021-2023 --in yuan --force
      """)

  @Option(
    name: .customLong("in"),
    help: "The unit of amounts: yuan, wan or yi. Default: wan, for large totals yi.")
  var amountUnit: PageUnitOption?

  @OptionGroup var book: BookOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let request = book.request(in: amountUnit?.unit ?? .wanYuan, console.language)
    let (book, isFree) = (book, amountUnit == nil)
    let receipt = try await database.reading { connection in
      let page = try PageWriter(request, choosesUnit: isFree, on: connection)
      let path = try book.path(orElse: page.frame.fileName("html"))
      let html = Data(try page.html(on: connection).utf8)
      try writeFile(path, html)
      return PageReceipt(
        path: path, publication: page.frame.publication, fiscalYear: page.frame.year,
        byteCount: html.count)
    }
    if output.json { return try console.write("report", receipt.members) }
    try console.write(visible(receipt.path) + "\n")
  }
}

/// The unit that a page shows amounts in.
enum PageUnitOption: String, ExpressibleByArgument, CaseIterable {
  case yuan
  case wan
  case yi

  var unit: AmountUnit {
    switch self {
    case .yuan: .yuan
    case .wan: .wanYuan
    case .yi: .yiYuan
    }
  }
}

/// What page was written where.
struct PageReceipt: Sendable {
  let path: String
  let publication: PublicationRow
  let fiscalYear: Int
  let byteCount: Int

  /// The same for programs.
  var members: [(key: String, value: JSONValue)] {
    [
      ("publication", publication.document), ("file", .text(path)),
      ("fiscal_year", .int(Int64(fiscalYear))), ("bytes", .int(Int64(byteCount))),
    ]
  }
}
