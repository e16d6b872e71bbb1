# jan/10/2026 09:00:00 by RouterOS 6.49.10
/ip firewall nat
add action=masquerade chain=srcnat out-interface=pppoe-out1
add action=dst-nat chain=dstnat comment="Camera san" dst-port=554 protocol=tcp \
    to-addresses=192.168.88.20 to-ports=554
add action=dst-nat chain=dstnat disabled=yes dst-port=8000 protocol=tcp to-addresses=192.168.88.21
