import BudgetTestSupport
import Foundation
import Testing

/// What a unit has to answer, on one sheet: read back by openpyxl and opened by LibreOffice.
@Suite(.database, .serialized) struct ReturnTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func sheetAsksWhatIsOpen() async throws {
    let folder = try Scratch()
    let sample = folder.path + "/sample"
    let district = FiledDistrict()
    try await district.succeed(["sample", "--units", "6", "--years", "2021-2023", sample])
    try await district.succeed(["import", sample] + database)
    // The bureau's own, whatever it is called, is asked of the units.
    try await district.execute(
      """
      INSERT INTO reference.formula_rule (rule_code, valid_from, title, severity, scope, formula)
      VALUES ('R1', 2021, '编制不少', 'review', '*', '人员.编制 >= 99999');
      """)
    try await district.succeed(["run"] + database)
    let open = try await openAnomalies()
    let (unit, asked) = try #require(
      open.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    let sheet = try await export(unit, to: folder)
    try expectQuestions(asked, in: sheet)
    try await expectFewerAfterAnAnswer(asked, unit, folder)
  }

  /// By unit, the numbers of the anomalies that wait for an answer of its own.
  private func openAnomalies() async throws -> [String: Set<String>] {
    let list = try await Program.run(["anomalies", "--limit", "1000", "--json"] + database)
    let rows = try #require(try list.document()["rows"] as? [[String: Any]])
    var open: [String: Set<String>] = [:]
    for row in rows where row["severity"] as? String != "info" {
      // What the bureau keeps itself, it does not ask of a unit.
      let rule = row["rule_code"] as? String ?? ""
      let isOfBureau = rule != "R1" && (rule.hasPrefix("R") || rule.hasPrefix("X"))
      if isOfBureau || rule == "U090" { continue }
      guard let unit = row["unit_code"] as? String, unit.count == 6,
        let id = row["anomaly_id"] as? Int
      else { continue }
      open[unit, default: []].insert(String(id))
    }
    #expect(rows.contains { $0["rule_code"] as? String == "R1" })
    return open
  }

  /// The one sheet, the same bytes wherever it is written, also to LibreOffice no more than a page
  /// wide.
  private func export(_ unit: String, to folder: Scratch) async throws -> ReadWorkbook.Sheet {
    for (name, zone) in [("a.xlsx", "UTC"), ("b.xlsx", "Asia/Shanghai")] {
      let program = try await Program.run(
        ["export", "--returns", "--unit", unit, "--force", "--output", folder.path + "/" + name]
          + database, environment: ["TZ": zone])
      #expect(program.status == 0, "\(program.messages)")
    }
    let file = folder.url.appending(path: "a.xlsx")
    #expect(try Data(contentsOf: file) == Data(contentsOf: folder.url.appending(path: "b.xlsx")))
    let output = try Scratch()
    let pages = try await onOwnThread { try convertByLibreOffice(file, to: "pdf", in: output.url) }
    #expect(try pages.map { try Data(contentsOf: $0).count > 10_000 } == [true])
    let book = try ReadWorkbook(file)
    #expect(book.sheets.map(\.name) == ["待答复"])
    return try book.sheet("待答复")
  }

  private func expectQuestions(_ asked: Set<String>, in sheet: ReadWorkbook.Sheet) throws {
    let head = try #require(sheet.rows.firstIndex { $0.first??.text == "编号" })
    #expect(sheet.rows[head].map { $0?.text }.suffix(2) == ["问题", "答复"])
    let body = sheet.rows.dropFirst(head + 1)
    let questions = body.filter { $0[0] != nil }
    #expect(Set(questions.compactMap { $0[0]?.text }) == asked)
    #expect(questions.allSatisfy { $0[10]?.text.isEmpty == false && $0[11] == nil })
    #expect(questions.contains { $0[6] != nil && $0[8] != nil }, "an interval, figures behind it")
    let words = questions.joined().compactMap { $0?.text }
    #expect(!words.contains { $0.contains(/[a-z]_?[a-z]+\.[a-z]/) }, "names, not keys")
    #expect(!words.contains { $0.contains("huizong ") || $0.contains("登记") })
    #expect(words.allSatisfy { !$0.contains(/\p{Han}[,:;]/) })
    #expect(questions.contains { $0[5] != nil && $0[7] != nil }, "counted in something")
    #expect(questions.contains { $0[3]?.text.contains("编号 ") == true })
    #expect(body.count == questions.count + 3, "who answers, and when")
    #expect(sheet.isProtected)
    let first = head + 2
    #expect(sheet.unlocked == (first..<first + body.count).map { "L\($0)" })
    #expect(sheet.fits && sheet.fitsWidth == 1 && sheet.fitsHeight == 0)
    #expect(sheet.repeats == "$1:$\(head + 1)")
  }

  private func expectFewerAfterAnAnswer(
    _ asked: Set<String>, _ unit: String, _ folder: Scratch
  ) async throws {
    let id = try #require(asked.min())
    let answer = try await Program.run(
      ["answer", id, "--accept", "已核对,原数无误,另附说明"] + database)
    #expect(answer.status == 0, "\(answer.messages)")
    let sheet = try await export(unit, to: folder)
    #expect(!sheet.rows.contains { $0.first??.text == id })
  }
}
