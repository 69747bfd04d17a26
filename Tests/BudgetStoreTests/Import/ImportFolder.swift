import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient

/// Imports files from memory, by way of a folder that lives as long as the call.
func importFiles(
  _ files: [String: String], replace: Bool = false
) async throws -> ImportReceipt {
  try await importFiles(files.mapValues { Data($0.utf8) }, replace: replace)
}

/// The same for contents that are not text.
func importFiles(_ files: [String: Data], replace: Bool = false) async throws -> ImportReceipt {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("huizong-import-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, contents) in files {
    try contents.write(to: folder.appendingPathComponent(name))
  }
  return try await importFolder(folder.path, replace: replace)
}

/// Imports a folder into the database of the suite.
func importFolder(_ path: String, replace: Bool = false) async throws -> ImportReceipt {
  let conninfo = TestDatabase.current.conninfo
  return try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    return try Importer(directory: path, replace: replace).run(on: connection)
  }
}

/// The first column of what a query gives in the database of the suite, as text.
func column(_ sql: String, _ parameters: [Parameter] = []) async throws -> [String?] {
  let conninfo = TestDatabase.current.conninfo
  return try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    let statement = Statement(name: "test_query", sql: sql, shape: .rows)
    return try connection.run(statement, parameters).map { try $0.optionalText(0) }
  }
}

/// Runs SQL that gives nothing in the database of the suite.
func execute(_ sql: String) async throws {
  let conninfo = TestDatabase.current.conninfo
  try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    try connection.runScript(Statement(name: "test_script", sql: sql))
  }
}
