import Foundation
import Testing

@testable import BudgetStore

/// What the program has in it are the files of `sql`, byte by byte.
@Suite struct EmbeddedFileTests {
  private let sql = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "sql")

  @Test func migrationsAreTheFiles() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: sql.appending(path: "migrations").path()
    ).sorted()
    #expect(files.count == Migration.all.count)
    for (file, migration) in zip(files, Migration.all) {
      let bytes = try Data(contentsOf: sql.appending(path: "migrations/\(file)"))
      #expect(bytes == Data(migration.bytes), "\(file)")
    }
  }

  @Test func listsAreTheFiles() throws {
    #expect(!SeedFiles.all.isEmpty)
    for list in SeedFiles.all {
      #expect(try Data(contentsOf: sql.appending(path: "seeds/\(list.name)")) == Data(list.bytes))
    }
  }
}
