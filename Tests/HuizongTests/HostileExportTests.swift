import BudgetTestSupport
import Foundation
import Testing

/// What units call themselves stands in the workbook as they wrote it, and does nothing there.
@Suite(.database, .serialized) struct HostileExportTests {
  private var database: [String] { ["--database", TestDatabase.current.conninfo] }

  @Test func namesAreWords() async throws {
    let folder = try Scratch()
    for (name, text) in HostileNames.district { try folder.write(name, text) }
    for command in [["import", folder.path], ["run"]] {
      let program = try await Program.run(command + database)
      #expect(program.status == 0, "\(program.messages)")
    }
    let program = try await Program.run(
      ["export", "--output", folder.path + "/book.xlsx"] + database)
    #expect(program.status == 0, "\(program.messages)")
    let book = try ReadWorkbook(folder.url.appending(path: "book.xlsx"))
    let cells = book.sheets.flatMap { $0.rows.joined().compactMap(\.self) }
    #expect(cells.count > 5_000)
    #expect(cells.allSatisfy { $0.kind == "s" || $0.kind == "n" })
    let hidden = cells.filter { cell in
      cell.text.unicodeScalars.contains { $0 != "\n" && HostileNames.isHidden($0) }
    }
    #expect(hidden.isEmpty, "\(hidden.prefix(3).map(\.text))")
    let names = Set(try book.sheet("单位汇总").body.compactMap { $0[1]?.text })
    #expect(names.contains("=cmd|' /C calc'!A0局"))
    #expect(names.contains("\\u{1B}[31m红局"))

    try await expectPage(in: folder)
    let part = try await Program.run(
      ["export", "--unit", "=1+1", "--output", folder.path + "/part.xlsx"] + database)
    #expect(part.status == 0, "\(part.messages)")
    let output = try Scratch()
    let file = folder.url.appending(path: "book.xlsx")
    let pages = try await onOwnThread {
      try convertByLibreOffice(file, to: "pdf", in: output.url)
    }
    #expect(pages.count == 1)
  }

  /// The reader of pages refuses one with a script or anything else of theirs.
  private func expectPage(in folder: Scratch) async throws {
    for language in ["zh", "en"] {
      let file = folder.url.appending(path: language + ".html")
      let program = try await Program.run(
        ["report", "--lang", language, "--output", file.path()] + database)
      #expect(program.status == 0, "\(program.messages)")
      let page = try ReadPage(file)
      #expect(page.text.contains("=cmd|' /C calc'!A0"))
      #expect(page.text.contains("<script>alert(1)</script>"))
      let hidden = page.text.unicodeScalars.filter { $0 != "\n" && HostileNames.isHidden($0) }
      #expect(hidden.isEmpty)
    }
  }
}
