/// What both directions of `COPY … (FORMAT binary)` share; all numbers are big-endian.
///
/// Source: PostgreSQL manual, COPY, "Binary Format".
let binarySignature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]

@inlinable @inline(__always)
func loadInt16(_ start: UnsafeRawPointer) -> Int16 {
  Int16(bigEndian: start.loadUnaligned(as: Int16.self))
}

@inlinable @inline(__always)
func loadInt32(_ start: UnsafeRawPointer) -> Int32 {
  Int32(bigEndian: start.loadUnaligned(as: Int32.self))
}
