import BudgetDomain
import BudgetEngine
import BudgetReport

/// The end of a demonstration: what came out, where it is, and what to type next.
struct DemoReport {
  let folder: DemoFolder
  let conninfo: String
  let receipt: RunReceipt
  let result: DemoResult
  let times: [(step: Phrase, key: String, time: Duration)]

  private static let weightiestCount = 10

  /// The whole report.
  func text(_ console: Console) -> String {
    let language = console.language
    let parts: [(Phrase, String)] = [
      (
        Phrase("全区按类汇总", "The district by 类"),
        result.summary.table(in: .wanYuan, of: result.year, console)
      ),
      (
        Phrase(
          "最重要的十条异常(共 \(result.anomalies.rows.count) 条;金额单位:元)",
          "The ten weightiest anomalies of \(result.anomalies.rows.count) (amounts in yuan)"),
        AnomalyReport(rows: Array(result.anomalies.rows.prefix(Self.weightiestCount)))
          .table(console)
      ),
      (Phrase("报送情况", "Coverage"), result.coverage.countTable(console)),
      (Phrase("运行", "The night"), ReceiptReport(receipt: receipt).text(console)),
      (Phrase("文件", "Files"), files.map { "  \($0)\n" }.joined()),
      (Phrase("接下来可以输入", "What to type next"), nextSteps(language)),
      (
        Phrase(
          "工作簿(用 Excel、WPS 或 LibreOffice 打开)和网页(用浏览器打开)",
          "The workbook, for Excel, WPS or LibreOffice, and the page, for a browser"),
        "  \(folder.workbook)\n  \(folder.page)\n"
      ),
    ]
    return parts.map { title, body in
      "\n" + console.palette(title(language), .strong) + "\n" + body
    }.joined()
  }

  private var files: [String] {
    [folder.sample, folder.summary, folder.anomalies, folder.workbook, folder.page]
  }

  private func nextSteps(_ language: Language) -> String {
    let server = shellQuoted(folder.server)
    let huizong = shellQuoted(CommandLine.arguments[0])
    let steps: [(String, Phrase)] = [
      (
        "\(huizong) summary --embedded \(server) --level 款",
        Phrase("下一级科目", "the next level")
      ),
      (
        "\(huizong) summary --embedded \(server) --unit 100001 --in yuan",
        Phrase("唯一的真实单位", "the one real unit")
      ),
      (
        "\(huizong) anomalies --embedded \(server) --unit 100001",
        Phrase("它的异常", "its anomalies")
      ),
      (
        "\(huizong) explain 2023 '*' 201 --embedded \(server)",
        Phrase("一个数由什么组成", "what makes a figure")
      ),
      (
        "\(huizong) rerun 2023 --reason 重新核对决算 --embedded \(server)",
        Phrase("申请重算一年", "ask for a year again")
      ),
      (
        "\(huizong) run --requested --embedded \(server)",
        Phrase("处理申请", "serve the request")
      ),
      (
        "\(huizong) export --embedded \(server) --unit 100001 --in yuan",
        Phrase("一个单位的工作簿,以元列示", "the workbook of one unit, in yuan")
      ),
      (
        "\(huizong) report --embedded \(server) --lang en",
        Phrase("给领导看的一页(英文)", "the page for whoever decides, in English")
      ),
      (
        "psql \(shellQuoted(readableConninfo)) -c '\\d+ summary.*'",
        Phrase("用 SQL 查询", "query by SQL")
      ),
      (
        "kill -INT $(head -1 \(server)/data/postmaster.pid)",
        Phrase("停止数据库;再用时自动启动", "stop the server; it starts again when needed")
      ),
    ]
    return steps.map { "  # \($0.1(language))\n  \($0.0)\n" }.joined()
  }

  /// Without the quotes around values that need none.
  private var readableConninfo: String {
    let plain = conninfo.filter { $0 != "'" }
    return plain.count { $0 == " " } == 3 && !plain.contains("\\") ? plain : conninfo
  }

  /// The same for programs.
  var members: [(key: String, value: JSONValue)] {
    [
      ("directory", .text(folder.path)), ("conninfo", .text(conninfo)),
      ("fiscal_year", .int(Int64(result.year))), ("publication", result.publication.document),
      ("run", .object(ReceiptReport(receipt: receipt).members)),
      ("summary", result.summary.document),
      (
        "weightiest_anomalies",
        AnomalyReport(rows: Array(result.anomalies.rows.prefix(Self.weightiestCount))).document
      ),
      ("coverage", result.coverage.countDocument),
      ("seconds", .object(times.map { ($0.key, .decimal(secondsText($0.time))) })),
      ("files", .array(files.map { .text($0) })),
    ]
  }
}

/// A word that a shell takes as it stands.
func shellQuoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "/._-".utf8.contains(byte)
    }
  }
  guard !isPlain else { return word }
  // By scalars: a quote followed by an accent is one character, but still a quote.
  var quoted = "'".unicodeScalars
  for scalar in word.unicodeScalars {
    quoted.append(contentsOf: (scalar == "'" ? "'\\''" : String(scalar)).unicodeScalars)
  }
  quoted.append("'")
  return String(quoted)
}
