import BudgetStore
import Foundation
import SampleDistrict

/// Files the shipped lists and a sample district into the database of the suite.
///
/// - Returns: The rows of planted.csv, by the names of their columns.
@discardableResult
func fileSample(_ options: SampleOptions) async throws -> [[String: String]] {
  try await clearDistrict()
  _ = try await importFiles(
    Dictionary(uniqueKeysWithValues: SeedFiles.all.map { ($0.name, Data($0.bytes)) }))
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("huizong-sample-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  _ = try SampleDistrict(options).write(to: folder.path)
  _ = try await importFolder(folder.path)
  return try plainRows(
    String(contentsOf: folder.appendingPathComponent("planted.csv"), encoding: .utf8))
}

/// The rows of a CSV text whose fields hold neither commas nor quotes; empty fields are left out.
func plainRows(_ text: String) throws -> [[String: String]] {
  let lines = text.split(whereSeparator: \.isNewline).map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  return lines.dropFirst().map { fields in
    Dictionary(uniqueKeysWithValues: zip(lines[0], fields).filter { !$1.isEmpty })
  }
}
