import BudgetTestSupport
import Foundation
import Testing

/// A4. A workbook or a page in the place of an older one is the old one or the new one, whenever
/// the program is killed.
@Suite(.database, .serialized) struct WrittenResultTests {
  private var database: [String] { ["--database", TestDatabase.current.conninfo] }

  @Test func aKillLeavesTheOldFileOrTheNewOne() async throws {
    let folder = try Scratch()
    let sample = folder.path + "/sample"
    for words in [
      ["sample", "--units", "2", "--years", "2022-2023", sample], ["import", sample] + database,
      ["run"] + database,
    ] {
      let program = try await Program.run(words)
      #expect(program.status == 0, "\(program.messages)")
    }
    for command in ["export", "report"] { try await expectWhole(command) }
  }

  private func expectWhole(_ command: String) async throws {
    let folder = try Scratch()
    let file = folder.url.appending(path: "result")
    func write(_ language: String, failpoint: String? = nil) async throws -> Program {
      let words = [command, "--force", "--lang", language, "--output", file.path()]
      let machine = failpoint.map {
        ["HUIZONG_FAILPOINT": $0, "HUIZONG_ALLOW_FAILPOINTS": "1"]
      }
      return try await Program.run(words + database, environment: machine ?? [:])
    }
    #expect(try await write("en").status == 0)
    let english = try Data(contentsOf: file)
    #expect(try await write("zh").status == 0)
    let chinese = try Data(contentsOf: file)
    #expect(chinese != english)

    #expect(try await write("en", failpoint: "before-file:kill").status == SIGKILL)
    #expect(try Data(contentsOf: file) == chinese)
    #expect(try await write("en", failpoint: "after-file:kill").status == SIGKILL)
    #expect(try Data(contentsOf: file) == english)
    // What a kill leaves beside it, the next one clears away.
    #expect(try await write("zh").status == 0)
    #expect(try Data(contentsOf: file) == chinese)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["result"])
  }
}
