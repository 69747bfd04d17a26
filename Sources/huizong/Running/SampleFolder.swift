import BudgetStore
import Foundation
import SampleDistrict

/// A folder of import files with a made-up district and the reference lists it uses.
struct SampleFolder {
  let path: String

  /// Writes both; what was written, by file.
  func write(_ options: SampleOptions) throws -> [(name: String, rows: Int)] {
    let receipt = try SampleDistrict(options).write(to: path)
    var files = receipt.files.map { (name: $0.name, rows: $0.rows) }
    for seed in SeedFiles.all {
      try writeFile(path + "/" + seed.name, Data(seed.bytes))
      // The lists hold no line breaks within fields, so lines are rows and one header.
      files.append((seed.name, seed.bytes.count { $0 == UInt8(ascii: "\n") } - 1))
    }
    return files
  }
}

/// Writes a file whole or not at all.
///
/// - Throws: `OutputError`.
func writeFile(_ path: String, _ data: Data) throws(OutputError) {
  do {
    try data.write(to: URL(filePath: path), options: .atomic)
  } catch {
    throw OutputError(path: path, reason: error.localizedDescription)
  }
}
