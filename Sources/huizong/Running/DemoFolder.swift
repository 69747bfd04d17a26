import EmbeddedPostgres
import Foundation
import SystemPackage

/// The folder of a demonstration.
struct DemoFolder {
  /// The folder, absolute.
  let path: String

  /// The private server.
  var server: String { path + "/postgres" }
  /// The import files.
  var sample: String { path + "/sample" }
  /// The main table of the last year.
  var summary: String { path + "/summary.csv" }
  /// All anomalies.
  var anomalies: String { path + "/anomalies.csv" }
  /// The workbook of the publication.
  var workbook: String { path + "/huizong.xlsx" }
  /// The page of the publication.
  var page: String { path + "/huizong.html" }

  /// Makes the folder and the one for the import files; that of the server is its own business.
  ///
  /// - Throws: `OutputError`.
  init(_ path: String) throws(OutputError) {
    let current = FileManager.default.currentDirectoryPath
    self.path = FilePath(current).pushing(FilePath(path)).lexicallyNormalized().string
    do {
      try FileManager.default.createDirectory(
        atPath: sample, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
    } catch {
      throw OutputError(path: sample, error)
    }
  }
}
