import Foundation

/// A slow, strict reader of RFC 4180 with a header; it refuses what the import would refuse.
struct CSVTable {
  /// One row by column name; an empty field is missing.
  typealias Row = [String: String]

  let rows: [Row]

  enum Defect: Error {
    case notUTF8
    case strayQuote(line: Int)
    case width(row: Int)
  }

  init(_ directory: String, _ name: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name).csv"))
    guard let text = String(data: data, encoding: .utf8) else { throw Defect.notUTF8 }
    var records = try Self.records(Array(text.unicodeScalars))
    let header = records.isEmpty ? [] : records.removeFirst()
    rows = try records.enumerated().map { index, fields in
      guard fields.count == header.count else { throw Defect.width(row: index + 2) }
      let present = zip(header, fields).filter { !$0.1.isEmpty }
      return Row(uniqueKeysWithValues: present.map { ($0.0, $0.1) })
    }
  }

  private static func records(_ scalars: [Unicode.Scalar]) throws -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var (isQuoted, wasQuoted) = (false, false)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        if scalar != "\"" {
          field.append(scalar)
        } else if index < scalars.count, scalars[index] == "\"" {
          field.append(scalar)
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        guard field.isEmpty, !wasQuoted else { throw Defect.strayQuote(line: records.count + 1) }
        (isQuoted, wasQuoted) = (true, true)
      } else if scalar == "," || scalar == "\n" {
        fields.append(String(field))
        field = String.UnicodeScalarView()
        wasQuoted = false
        guard scalar == "\n" else { continue }
        records.append(fields)
        fields = []
      } else {
        guard !wasQuoted else { throw Defect.strayQuote(line: records.count + 1) }
        field.append(scalar)
      }
    }
    return records
  }
}

/// A directory that goes away with its owner.
final class ScratchDirectory {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The bytes of every file, by name.
  func contents() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
      })
  }
}
