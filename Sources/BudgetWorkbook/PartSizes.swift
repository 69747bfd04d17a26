internal import Glibc

/// How long the parts of a workbook are, as the list at the end of the file tells.
///
/// The library does not look at what becomes of the rows that it writes: on a full disk they are
/// cut short, and the file is finished with what is there.
/// Source: PKWARE APPNOTE.TXT 4.3.12 and 4.3.16.
struct PartSizes {
  private static let endLength = 22
  private static let entryLength = 46

  /// By name, as it was before it was packed; bytes.
  private(set) var sizes: [String: Int] = [:]

  /// Reads the list of a file.
  ///
  /// - Throws: `WorkbookError` where there is none.
  init(path: String) throws(WorkbookError) {
    guard let file = fopen(path, "rb") else { throw WorkbookError(reason: "no file") }
    defer { fclose(file) }
    let end = try Self.read(Self.endLength, of: file, at: -Self.endLength, from: SEEK_END)
    guard Self.number(end, 0, 4) == 0x0605_4B50 else { throw Self.broken }
    let list = try Self.read(
      Self.number(end, 12, 4), of: file, at: Self.number(end, 16, 4), from: SEEK_SET)
    var place = 0
    while place < list.count {
      guard place + Self.entryLength <= list.count, Self.number(list, place, 4) == 0x0201_4B50
      else { throw Self.broken }
      let (name, nameEnd) = (
        place + Self.entryLength, place + Self.entryLength + Self.number(list, place + 28, 2)
      )
      guard nameEnd <= list.count else { throw Self.broken }
      sizes[String(decoding: list[name..<nameEnd], as: UTF8.self)] =
        Self.number(list, place + 24, 4)
      place = nameEnd + Self.number(list, place + 30, 2) + Self.number(list, place + 32, 2)
    }
  }

  private static let broken = WorkbookError(reason: "the file is not whole")

  private static func read(
    _ count: Int, of file: UnsafeMutablePointer<FILE>, at offset: Int, from origin: Int32
  ) throws(WorkbookError) -> [UInt8] {
    guard fseek(file, offset, origin) == 0 else { throw broken }
    var bytes = [UInt8](repeating: 0, count: count)
    guard fread(&bytes, 1, count, file) == count else { throw broken }
    return bytes
  }

  /// A number of so many bytes, the lowest first.
  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
