import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import SystemPackage
import Testing

/// The demonstration, from nothing and again in the same folder.
@Suite(.serialized) struct DemoTests {
  @Test func demoEndsWithWhatToTypeNext() async throws {
    let folder = try Scratch()
    let demo = ["demo", "--directory", folder.path]
    let server = EmbeddedPostgres(directory: FilePath(folder.path).appending("postgres"))
    let first = try await Program.run(demo)
    #expect(first.status == 0, "\(first.messages)")
    for part in ["全区按类汇总", "单位:万元", "最重要的十条异常", "报送情况", "已发布", "接下来可以输入"] {
      #expect(first.output.contains(part), "\(part)")
    }
    #expect(first.output.contains("kill -INT"))
    let workbook = folder.url.appending(path: "huizong.xlsx")
    let page = folder.url.appending(path: "huizong.html")
    #expect(
      first.output.hasSuffix("\n  \(workbook.path())\n  \(page.path())\n"),
      "\(first.output.suffix(200))")
    #expect(try ReadPage(page).title == "全区 2023 年度支出决算")
    let book = try Data(contentsOf: workbook)
    #expect(book.starts(with: Array("PK".utf8)) && book.count > 100_000)
    let summary = try Data(contentsOf: folder.url.appending(path: "summary.csv"))
    #expect(summary.starts(with: [0xEF, 0xBB, 0xBF]), "a byte order mark")
    #expect(try folder.text("anomalies.csv").split(separator: "\r\n").count > 10)
    #expect(try folder.text("sample/planted.csv").contains(","))

    let second = try await Program.run(demo + ["--json"])
    let document = try second.document()
    #expect(document["schema"] as? String == "huizong.demo/1", "\(second.messages)")
    #expect((document["weightiest_anomalies"] as? [Any])?.count == 10)
    let summaryAgain = try Data(contentsOf: folder.url.appending(path: "summary.csv"))
    #expect(summaryAgain == summary, "the same figures")

    try await server.stop()
    let restarted = try await Program.run(
      ["status", "--embedded", server.directory.string, "--json"])
    #expect(restarted.status == 0, "\(restarted.messages)")
    #expect(try restarted.document()["publication"] is [String: Any])
    try await server.stop()
  }
}
