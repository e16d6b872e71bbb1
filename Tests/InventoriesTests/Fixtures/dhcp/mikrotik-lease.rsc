# jan/12/2026 08:00:00 by RouterOS 6.49.10
/ip dhcp-server lease
add address=192.168.1.65 client-id=1:44:19:b6:0:0:2 comment="CAM CONG" mac-address=44:19:B6:00:00:02 server=dhcp1
add address=192.168.1.70 mac-address=3C:52:82:11:22:20 server=\
    dhcp1
