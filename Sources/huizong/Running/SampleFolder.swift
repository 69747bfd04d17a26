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
      // The lists hold no line breaks within fields, so lines are rows and one header.
      let rows = seed.bytes.count { $0 == UInt8(ascii: "\n") } - 1
      guard let own = files.firstIndex(where: { $0.name == seed.name }) else {
        try writeFile(path + "/" + seed.name, Data(seed.bytes))
        files.append((seed.name, rows))
        continue
      }
      try prepend(seed.bytes, to: path + "/" + seed.name)
      files[own].rows += rows
    }
    return files
  }

  /// Puts a list before the district's own rows of the same table, whose columns are the same.
  private func prepend(_ list: [UInt8], to file: String) throws {
    let own = try Data(contentsOf: URL(filePath: file))
    let rows = own.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    try writeFile(file, Data(list) + rows)
  }
}
