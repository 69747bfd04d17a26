/// A realistic district as import files, made from a seed.
///
/// Every submission is printed from one exact truth, rounded as a careful accountant would, and
/// then a known list of slips is planted; `planted.csv` names each by kind and place. The reference
/// lists are not part of it: the codes used are those of the shipped seeds.
public struct SampleDistrict: Sendable {
  private let options: SampleOptions

  /// A sample of these options.
  public init(_ options: SampleOptions) { self.options = options }

  /// Writes the files into `directory`, which is made if its parent exists; files of the same
  /// name are replaced.
  ///
  /// - Throws: `SampleError.badOptions` before anything is written; `SampleError.cannotWrite`, and
  ///   then the files are not complete.
  public func write(to directory: String) throws(SampleError) -> SampleReceipt {
    guard options.unitCount > 0 else { throw .badOptions("unitCount must be at least 1") }
    guard options.years.lowerBound > 2010, options.years.upperBound < 2100 else {
      throw .badOptions("years must lie within 2011 and 2099")
    }
    try makeDirectory(directory)
    switch options.profile {
    case .district:
      return try writeDistrict(to: directory)
    case .benchmark(let lines, let across):
      return try Benchmark(
        lines: lines, lastYear: options.years.upperBound, seed: options.seed, across: across
      ).write(to: directory)
    }
  }

  private func writeDistrict(to directory: String) throws(SampleError) -> SampleReceipt {
    let district = PlantedDistrict(options)
    let files = ImportFiles(directory: directory)
    return SampleReceipt(files: [
      try files.write(district.units),
      try files.write(district.expectations),
      try files.write(district.reorganisation.codes),
      try files.write(district.reorganisation.units),
      try files.write(district.transfers),
      try files.writeSubmissions(district.books),
      try files.writeLines(district.books),
      try files.writeFigures(district.books),
      try files.writeExplanations(district.books),
      try planted(in: district, files),
    ])
  }

  private func planted(
    in district: PlantedDistrict, _ files: ImportFiles
  ) throws(SampleError) -> SampleReceipt.File {
    guard let slips = district.slipsByCause else { return try files.write(district.slips) }
    return try files.write(slips)
  }
}
