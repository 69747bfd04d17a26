import Foundation
import Testing

/// A file that the program writes is the old one or the new one, whenever the program is killed.
@Suite struct WrittenFileTests {
  /// The first file that is put in the place of an older one: first it holds its head and the
  /// district's own rows alone, then those of the list, too.
  private static let name = "crosswalk.csv"
  private static let draft = ".crosswalk.csv.part"

  @Test func aKillLeavesTheOldFileOrTheNewOne() async throws {
    let folder = try Scratch()
    let sample = ["sample", "--units", "1", "--years", "2023", folder.path]
    func killed(_ place: String) async throws -> Int32 {
      try await Program.run(
        sample,
        environment: ["HUIZONG_FAILPOINT": "\(place):kill", "HUIZONG_ALLOW_FAILPOINTS": "1"]
      ).status
    }
    #expect(try await Program.run(sample).status == 0)
    let new = try folder.text(Self.name)
    #expect(try await killed("before-file") == SIGKILL)
    try expectTheOldFile(in: folder, besides: new)
    #expect(try folder.text(Self.draft) == new)
    #expect(try await killed("after-file") == SIGKILL)
    #expect(try folder.text(Self.name) == new)

    #expect(try await killed("before-file") == SIGKILL)
    #expect(try await Program.run(sample).status == 0)
    #expect(try folder.text(Self.name) == new)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.filter { $0.hasSuffix(".part") } == [])
  }

  /// What cannot be put in the place of the old file leaves it, and nothing beside it.
  @Test func aFailureLeavesTheOldFileAlone() async throws {
    let folder = try Scratch()
    let sample = ["sample", "--units", "1", "--years", "2023", folder.path]
    #expect(try await Program.run(sample).status == 0)
    let new = try folder.text(Self.name)
    let failed = try await Program.run(
      sample,
      environment: [
        "HUIZONG_FAILPOINT": "before-file:fail:53100", "HUIZONG_ALLOW_FAILPOINTS": "1",
      ])
    #expect(failed.status == 73, "\(failed.messages)")
    try expectTheOldFile(in: folder, besides: new)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains(Self.draft))
  }

  private func expectTheOldFile(in folder: Scratch, besides new: String) throws {
    let old = try folder.text(Self.name).split(separator: "\n", omittingEmptySubsequences: false)
    let (first, rows) = (old.first ?? "", old.dropFirst().joined(separator: "\n"))
    #expect(new.hasPrefix(first + "\n") && new.hasSuffix("\n" + rows))
    #expect(new.utf8.count > first.utf8.count + rows.utf8.count + 1)
  }
}
