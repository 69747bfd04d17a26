/// A clean district, then its slips, then the real unit: what the files hold.
struct PlantedDistrict {
  private(set) var units: [Unit]
  private(set) var expectations: [Expectation]
  private(set) var books: [Book]
  private(set) var slips: [PlantedSlip] = []
  /// The slips that were asked for by cause; then there are no others.
  private(set) var slipsByCause: [CauseSlip]?

  init(_ options: SampleOptions) {
    var district = DistrictBooks(options)
    if options.includesPlantedSlips, options.slipsPerCause > 0 {
      slipsByCause = CausePlanter(options.seed, count: options.slipsPerCause).plant(in: &district)
    } else if options.includesPlantedSlips {
      slips = SlipPlanter(options.seed).plant(in: &district)
    }
    units = district.tree.units
    expectations = district.expectations
    books = district.books
    if options.includesRealUnit, options.years.contains(RealUnit.year) {
      units.insert(RealUnit.unit, at: 0)
      expectations.append(RealUnit.expectation)
      books.append(RealUnit.book(id: district.nextID))
    }
  }
}
