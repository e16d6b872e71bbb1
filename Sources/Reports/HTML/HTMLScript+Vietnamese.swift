extension HTMLScript {
  /// The Vietnamese words, each key as in English.
  static let vietnamese = #"""
    const VI = {
      overview: "Tổng quan", findings: "Phát hiện", collect: "Cần thu thập", waivers: "Miễn trừ", sources: "Nguồn",
      asOf: "tính đến ngày", run: "lần chạy", auditor: "người kiểm tra", engagement: "cuộc kiểm tra",
      theme: "Giao diện", auto: "tự động", light: "sáng", dark: "tối", print: "In",
      language: "Ngôn ngữ", skip: "Đến nội dung", sections: "Các phần", report: "Báo cáo chứng cứ",
      pass: "đạt", fail: "không đạt", unknown: "chưa rõ", error: "lỗi", notapplicable: "không áp dụng",
      notchecked: "chưa kiểm tra", notselected: "không chọn", informational: "tham khảo", waived: "miễn trừ",
      critical: "nghiêm trọng", high: "cao", medium: "trung bình", low: "thấp", info: "thông tin", severity: "Mức độ",
      verdict: "Kết luận", rule: "Quy tắc", subject: "Đối tượng", unit: "Đơn vị", reason: "Lý do", place: "Vị trí",
      clause: "Điều khoản", decided: "đã xét", applicable: "áp dụng",
      total: "tất cả", dat: "đã xét / áp dụng / tất cả", distribution: "Kết quả", units: "Đơn vị",
      unitsNote: "Gồm cả các đơn vị trực thuộc. Chọn một đơn vị để xem phát hiện.",
      noUnit: "không thuộc đơn vị nào", openClause: "Xem phát hiện của điều khoản này", mandatory: "bắt buộc",
      recommended: "khuyến nghị", limits: "Điều quy tắc không xét được", notEncoded: "Không quy tắc nào xét điều khoản này",
      anyRule: "chỉ cần một quy tắc đạt", bySeverity: "Không đạt theo mức độ",
      bounds: (a, b, n) => a === b ? `đạt ${a}/${n} kết quả áp dụng` : `đạt từ ${a} đến ${b} trên ${n} kết quả áp dụng`,
      boundsNote: "Khoảng này là phần các kết quả chưa kết luận để ngỏ.",
      standIns: n => `${n} kết quả thay cho phần chưa ai thu thập`,
      orphans: n => `${n} kết quả về đối tượng chỉ được biết qua dòng khác nhắc đến`,
      withoutSubject: n => `${n} quy tắc không gặp đối tượng nào`,
      uncollected: (n, t, e, r) => `${n}/${t} ${e} không có danh sách ${r} đầy đủ`,
      search: "Tìm kiếm", searchHint: "quy tắc, đối tượng, đơn vị, nội dung, mã bản ghi",
      anyVerdict: "mọi kết luận", anySeverity: "mọi mức độ", anyRuleFilter: "mọi quy tắc", anyUnit: "mọi đơn vị",
      anyType: "mọi đối tượng", anyReason: "mọi lý do", anyClause: "mọi điều khoản", reset: "Bỏ lọc",
      attribute: "Thuộc tính",
      shown: (n, t) => n === t ? `${num(t)} phát hiện` : `${num(n)} trên ${num(t)} phát hiện`,
      none: "Không có phát hiện nào khớp với bộ lọc.", noFindings: "Không có phát hiện nào.",
      gridHint: "Phím mũi tên để di chuyển, Enter để mở bản ghi.", waivedOnly: "được miễn trừ",
      notWaived: "không được miễn trừ", anyWaiver: "miễn trừ hay không",
      close: "Đóng", previous: "Trước", next: "Sau", expected: "Yêu cầu", observed: "Đã thấy trong dữ liệu",
      trace: "Kết luận từ đâu", remedy: "Khắc phục", value: "Giá trị", raw: "Trong tệp",
      collected: "Ngày lấy", noObserved: "Không đọc được gì: không nguồn nào nói đến.",
      omitted: n => `Còn ${n} mục không liệt kê.`, witnesses: n => `Tất cả có ${n} dòng làm chứng.`,
      witness: "làm chứng", identity: "Định danh", recordId: "Mã bản ghi", digest: "Mã băm", references: "Tham chiếu",
      ruleAt: "Quy tắc nằm tại", name: "Tên", about: "về", redacted: "đã che",
      vacuous: "Đạt vì danh sách đầy đủ và trống.", standIn: "thay cho phần chưa ai thu thập",
      orphan: "chỉ được biết qua dòng khác nhắc đến", row: "bản ghi", unknownValue: "không rõ", none_: "không có", empty: "để trống",
      noValue: "không có giá trị",
      yes: "có", no: "không", attestation: "Xác nhận", waiver: "Miễn trừ",
      requestedBy: "người đề nghị", approvedBy: "người duyệt", from: "Từ ngày", until: "Đến hết",
      inForce: "Đang hiệu lực", expiring: "Hết hạn trong 30 ngày", expired: "Đã hết hạn", notYet: "Chưa hiệu lực",
      noWaivers: "Lần chạy này không có miễn trừ.", attestations: "Xác nhận",
      noAttestations: "Lần chạy này không có xác nhận.", days: n => `còn ${n} ngày`,
      fails: "Không đạt", answer: "Trả lời", signedBy: "Người ký", date: "Ngày", decides: "Quyết định",
      document: "Văn bản", inputs: "Dữ liệu đầu vào", format: "Định dạng", entity: "Loại", rows: "Số dòng",
      coverage: "Chứng minh", file: "Tệp", stale: p => `quá cũ hoặc không ghi ngày đối với ${p}`, undated: "không rõ",
      tailoring: "Hồ sơ, miễn trừ và xác nhận", notes: "Ghi chú khi đọc",
      noNotes: "Không có ghi chú nào khi đọc.", parameters: "Tham số", version: "phiên bản",
      graph: "Mã băm đồ thị quy tắc", complete: "đầy đủ", "complete-where-present": "đầy đủ với đối tượng có tên",
      partial: "một phần", failed: "thu thập hỏng", absent: "không có",
      collectTitle: "Cần thu thập gì để kết luận được thêm",
      collectNote: "Mỗi kết quả chưa kết luận cho biết còn thiếu gì. Mục giải quyết được nhiều kết quả nhất đứng trước.",
      nothingToCollect: "Mọi kết quả áp dụng đều đã kết luận.", wouldDecide: "Kết quả", show: "Xem phát hiện",
      subjects: n => `${num(n)} đối tượng`, rulesN: n => `${num(n)} quy tắc`, where: "Ở đâu", why: "Vì sao",
      more: n => `và ${num(n)} mục khác`, printCut: n => `${num(n)} phát hiện đầu tiên; dùng bộ lọc để thu hẹp.`,

      reasons: {
        conflict: "các nguồn mâu thuẫn", "value-unreadable": "có giá trị không đọc được",
        "source-stale": "dữ liệu đã quá cũ hoặc không ghi ngày", "source-partial": "chưa thu thập đầy đủ",
        "attribute-absent": "không nguồn nào cho biết", "value-missing": "có giá trị để trống",
        "no-reference": "danh mục không có câu trả lời", undecided: "chính sách để ngỏ",
        "attestation-missing": "chưa có ai xác nhận", "attestation-partial": "xác nhận không bao trùm toàn bộ",
        "attestation-expired": "xác nhận không còn hiệu lực", "no-subject": "kiểm kê không có đối tượng nào như vậy",
      },
      todo: {
        conflict: a => ["Xác định nguồn nào đúng về ", a],
        "value-unreadable": a => ["Sửa các giá trị không đọc được của ", a],
        "source-stale": a => ["Lấy bản xuất mới, có ghi ngày, của ", a],
        "source-partial": a => ["Lấy danh sách đầy đủ ", a],
        "attribute-absent": a => ["Thu thập ", a],
        "value-missing": a => ["Điền ", a],
        "no-reference": a => ["Bổ sung vào danh mục mục còn thiếu cho ", a],
        undecided: a => ["Người kiểm tra tự xét: ", a],
        "attestation-missing": a => ["Cần người có thẩm quyền xác nhận: ", a],
        "attestation-partial": a => ["Cần xác nhận cho toàn đơn vị: ", a],
        "attestation-expired": a => ["Cần xác nhận lại: ", a],
        "no-subject": a => ["Thu thập đối tượng cho ", a, ", hoặc khai báo là không có"],
      },
      sectionsLacking: s => `không có nguồn đầy đủ cho ${s}`,
      status: c => {
        if (c.status === 65) return "Có dữ liệu đưa vào không dùng được";
        if (c.fails > 0) return `${num(c.fails)} kết quả không đạt`;
        if (c.known) return c.errors + c.undecided > 0
          ? "Không có kết quả không đạt mới, nhưng chưa kết luận hết" : "Không có gì mới";
        return c.errors + c.undecided > 0 ? "Không có kết quả không đạt, nhưng chưa kết luận hết"
          : "Đã kết luận tất cả, không có kết quả không đạt";
      },
      statusMore: c => {
        const parts = [];
        if (c.undecided) parts.push(`${num(c.undecided)} chưa kết luận`);
        if (c.errors) parts.push(`${num(c.errors)} không tính được`);
        if (c.waived) parts.push(`${num(c.waived)} được miễn trừ`);
        if (c.fails_below) parts.push(`${num(c.fails_below)} không đạt dưới mức ${VI[c.fail_on]}`);
        if (c.known) parts.push(`${num(c.known)} đã có trong mốc so sánh`);
        return parts.join(" · ");
      },
    };
    """#
}
