/// What a sheet of people's decisions holds: acceptances of fails, or signed answers to rules' questions.
public enum RegisterKind: String, Sendable, CaseIterable {
  case waivers, attestations

  /// The columns without which no row of such a sheet can count; of a list one is enough.
  public var needs: [[RegisterColumn]] {
    switch self {
    case .waivers: [[.rule, .clause], [.scope, .unit], [.reason], [.requestedBy], [.approvedBy], [.from], [.until]]
    case .attestations: [[.rule, .clause], [.scope, .unit], [.answer], [.signedBy], [.role], [.date]]
    }
  }
}

/// What a column of such a sheet says.
public enum RegisterColumn: String, Sendable, CaseIterable {
  case policy, rule, clause, scope, unit, reason, from, until, answer, role, date, document
  case requestedBy = "requested_by"
  case approvedBy = "approved_by"
  case maxSubjects = "max_subjects"
  case signedBy = "signed_by"

  /// The headers by which it goes, besides its own name.
  var synonyms: [String] {
    switch self {
    case .policy: ["advisory", "chính sách", "văn bản yêu cầu", "công văn"]
    case .rule: ["rule id", "control", "control id", "quy tắc", "mã quy tắc"]
    case .clause: ["clause id", "requirement", "điều khoản", "mã điều khoản", "mã yêu cầu", "yêu cầu"]
    case .scope:
      [
        "subject", "subjects", "applies to", "asset", "device", "camera", "phạm vi", "phạm vi áp dụng", "đối tượng",
        "áp dụng cho", "thiết bị", "tài sản", "mã thiết bị", "mã tài sản",
      ]
    case .unit: ["department", "organisation", "đơn vị", "cơ quan", "tên đơn vị", "mã đơn vị"]
    case .reason: ["justification", "lý do", "lí do", "lý do ngoại lệ", "lý do chấp nhận"]
    case .requestedBy: ["requester", "requested", "người đề nghị", "người yêu cầu", "người đề xuất", "bên đề nghị"]
    case .approvedBy: ["approver", "approved", "người duyệt", "người phê duyệt", "phê duyệt", "lãnh đạo duyệt"]
    case .from: ["valid from", "start", "start date", "từ", "từ ngày", "hiệu lực từ", "ngày bắt đầu"]
    case .until:
      [
        "to", "valid to", "valid until", "expires", "expiry", "expiration date", "end date", "đến", "đến ngày",
        "hiệu lực đến", "có giá trị đến", "ngày hết hạn", "hết hạn",
      ]
    case .maxSubjects: ["max subjects", "số lượng tối đa", "số đối tượng tối đa"]
    case .answer: ["attested", "status", "trả lời", "câu trả lời", "xác nhận", "kết quả", "kết quả xác nhận"]
    case .signedBy: ["signer", "signed", "updated by", "người ký", "người xác nhận", "người cam kết"]
    case .role: ["title", "position", "chức vụ", "chức danh"]
    case .date: ["signed on", "signed at", "updated", "ngày", "ngày ký", "ngày xác nhận", "ngày cam kết"]
    case .document: ["evidence", "paper", "văn bản", "số văn bản", "tài liệu", "minh chứng", "hồ sơ"]
    }
  }

  private static let byHeader: [String: RegisterColumn] = {
    var found: [String: RegisterColumn] = [:]
    for column in allCases { found[HeaderText.canonical(column.rawValue)] = column }
    for column in allCases {
      for synonym in column.synonyms where found[HeaderText.canonical(synonym)] == nil {
        found[HeaderText.canonical(synonym)] = column
      }
    }
    return found
  }()

  /// What a header means in such a sheet, if anything.
  public init?(header: String) {
    guard let column = Self.byHeader[HeaderText.canonical(header)] else { return nil }
    self = column
  }
}

/// The columns of a table that looks like a sheet of waivers or attestations.
public struct RegisterHeaders: Sendable {
  public let kind: RegisterKind
  /// The columns of each meaning, in the table's order; two of one meaning contradict each other.
  public let columns: [RegisterColumn: [Int]]
  /// The headers that mean nothing here, as written.
  public let unused: [String]

  /// Reads a table's headers; nil if they are not those of such a sheet: no rule or clause, or too little else.
  public init?(_ headers: [String]) {
    let known = Self.known(headers)
    func has(_ column: RegisterColumn) -> Bool { known[column] != nil }
    guard has(.rule) || has(.clause) else { return nil }
    let isAnswered = has(.answer) && (has(.signedBy) || has(.role) || has(.date))
    if isAnswered, !has(.approvedBy), !has(.requestedBy) {
      self.init(headers, as: .attestations)
    } else if has(.approvedBy) || has(.requestedBy) || (has(.reason) && has(.until)) {
      self.init(headers, as: .waivers)
    } else {
      return nil
    }
  }

  /// Reads the headers of a table that somebody says is such a sheet.
  public init(_ headers: [String], as kind: RegisterKind) {
    self.kind = kind
    columns = Self.known(headers)
    unused = headers.filter { RegisterColumn(header: $0) == nil && !$0.isEmpty }
  }

  /// What such a sheet needs and this one does not have; of alternatives the first.
  public var missing: [RegisterColumn] {
    kind.needs.filter { $0.allSatisfy { columns[$0] == nil } }.compactMap(\.first)
  }

  private static func known(_ headers: [String]) -> [RegisterColumn: [Int]] {
    var columns: [RegisterColumn: [Int]] = [:]
    for (index, header) in headers.enumerated() {
      if let column = RegisterColumn(header: header) { columns[column, default: []].append(index) }
    }
    return columns
  }
}
