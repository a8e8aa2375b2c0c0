const table = `
kg,kgs,KG=kilogram kilograms
g,gr,gm=gram grams
mg=milligram milligrams
lb,lbs=pound pounds
oz=ounce ounces
ft=foot feet
qts=quart quarts
gals=gallon gallons
yd,yds=yard yards
mi=mile miles
km,kms,KM=kilometer kilometers
m=meter meters
cm,cms,CM=centimeter centimeters
mm=millimeter millimeters
ml,mL=milliliter milliliters
l,L=liter liters
gal=gallon gallons
qt=quart quarts
tsp,Tsp=teaspoon teaspoons
tbsp,Tbsp,tbs=tablespoon tablespoons
mph=mile_per_hour miles_per_hour
km/h,kmh,kph=kilometer_per_hour kilometers_per_hour
m/s=meter_per_second meters_per_second
KB,kB=kilobyte kilobytes
MB=megabyte megabytes
GB=gigabyte gigabytes
TB=terabyte terabytes
Mbps,mbps=megabit_per_second megabits_per_second
Gbps=gigabit_per_second gigabits_per_second
W=watt watts
kW=kilowatt kilowatts
kWh=kilowatt_hour kilowatt_hours
V=volt volts
mAh=milliamp_hour milliamp_hours
Hz=hertz hertz
kHz=kilohertz kilohertz
MHz=megahertz megahertz
GHz=gigahertz gigahertz
dB=decibel decibels
cal=calorie calories
kcal=kilocalorie kilocalories
hp=horsepower horsepower
px=pixel pixels
MP=megapixel megapixels
h,hr,hrs=hour hours
min,mins=minute minutes
s,sec,secs=second seconds
ms=millisecond milliseconds
yr,yrs=year years
mo,mos=month months
wk,wks=week weeks
BR=bedroom bedroom
BA=bath bath
pcs,pc=piece pieces
doz=dozen dozen
pts=point points
ct=carat carats
kt,kts=knot knots
ha=hectare hectares
sqft,sq ft,sq. ft,ft2=square_foot square_feet
sqm,sq m,sq. m,m²,m2=square_meter square_meters
km²,km2,sq km=square_kilometer square_kilometers
ft²=square_foot square_feet
cm²=square_centimeter square_centimeters
sq mi=square_mile square_miles
fl oz,fl. oz=fluid_ounce fluid_ounces
mpg=mile_per_gallon miles_per_gallon
bpm=beat_per_minute beats_per_minute
wpm=word_per_minute words_per_minute
rpm=revolution_per_minute revolutions_per_minute
★,⭐=star stars
km³=cubic_kilometer cubic_kilometers
m³,m3=cubic_meter cubic_meters
`;

const entries = table
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [signs = '', names = ''] = line.split('=');
    const [one = '', many = ''] = names.split(' ').map((name) => name.replace(/_/g, ' '));
    return signs.split(',').map((sign) => [sign, { one, many }] as const);
  });

/** Names of units by their signs. */
export const unitNames: ReadonlyMap<string, { one: string; many: string }> = new Map(entries);

/** Pattern of all the signs, longer ones first. */
export const SIGN = [...unitNames.keys()]
  .sort((a, b) => b.length - a.length)
  .join('|')
  .replaceAll('.', '\\.');
