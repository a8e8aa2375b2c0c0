/** First names and their short forms, frequent in English-speaking countries or spelled in Latin letters there. */
export const englishNames: readonly string[] = `
Aaron Abby Abigail Adam Adrian Aidan Aiden Al Alan Albert Alex Alexa Alexander Alexandra Alexis Alfie Alice Alicia
Alina Alison Allen Allison Alyssa Amanda Amber Amelia Amy Ana Anastasia Andrea Andrew Andy Angel Angela Angelina Anita
Ann Anna Anne Annie Anthony Anton Antonio April Archie Ariana Arthur Ashley Ashton Aubrey Audrey Austin Ava Barbara
Barry Beatrice Becky Bella Ben Benjamin Bernard Beth Betty Beverly Bill Billie Billy Blake Bob Bobby Boris Brad Bradley
Brandon Brenda Brian Brianna Bridget Brittany Brooke Bruce Bruno Bryan Caleb Cameron Camila Carl Carla Carlos Carmen
Carol Caroline Carolyn Carrie Carter Catherine Cathy Charles Charlie Charlotte Chase Chelsea Cheryl Chloe Chris
Christian Christina Christine Christopher Cindy Claire Clara Clark Cody Cole Colin Colleen Connie Connor Corey Courtney
Craig Cynthia Daisy Dale Dan Dana Daniel Daniela Danielle Danny Darren Dave David Dawn Dean Debbie Deborah Debra Denis
Denise Dennis Derek Diana Diane Diego Dmitry Dolores Don Donald Donna Doris Dorothy Doug Douglas Drew Dylan Earl Ed
Eddie Edith Edward Edwin Eileen Elaine Eleanor Elena Elijah Elizabeth Ella Ellen Ellie Elliot Elsie Emily Emma Eric
Erica Erik Erin Ethan Eugene Eva Evan Eve Evelyn Evie Fatima Faye Felix Finn Fiona Flora Florence Frances Francis Frank
Fred Freddie Freya Gabriel Gail Gareth Gary Gavin George Georgia Gerald Gina Giulia Glen Gloria Gordon Graham Greg
Gregory Gwen Hannah Harold Harriet Harry Harvey Hazel Heather Heidi Helen Helena Henry Holly Howard Hugh Hugo Ian Igor
Imogen Irene Iris Isaac Isabel Isabella Isla Ivan Ivy Jack Jackie Jackson Jacob Jade Jake James Jamie Jan Jane Janet
Janice Jared Jasmine Jason Jay Jean Jeff Jeffrey Jen Jenna Jennifer Jenny Jeremy Jerry Jess Jesse Jessica Jessie Jill
Jim Jimmy Jo Joan Joanna Joanne Joe Joel Joey John Johnny Jon Jonathan Jordan Jorge Jose Joseph Josh Joshua Joyce Juan
Judith Judy Julia Julian Julie June Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie Katya Kayla Keith
Kelly Kelsey Ken Kenneth Kevin Kim Kimberly Kirsty Kristen Kristina Kyle Lara Larry Laura Lauren Layla Leah Lee Lena
Leo Leon Leonard Leslie Lewis Liam Lila Lily Lina Linda Lindsay Lisa Liz Logan Lola Lora Lori Louis Louise Luca Lucas
Lucy Luis Luke Lydia Lynn Mackenzie Maddie Madison Maggie Maisie Malcolm Marcus Margaret Maria Marie Marina Mario
Marion Marjorie Mark Martha Martin Mary Mason Masha Matilda Matt Matthew Maureen Max Maya Megan Mel Melanie Melissa Mia
Michael Michelle Miguel Mike Mila Mildred Millie Misha Mitchell Mohammed Molly Monica Morgan Muhammad Nadia Nancy
Naomi Natalia Natalie Natasha Nathan Neil Nicholas Nick Nicola Nicole Nicky Nigel Nikita Nina Noah Noel Nora Norma
Norman Oleg Olga Oliver Olivia Omar Oscar Owen Pablo Pam Pamela Pat Patricia Patrick Patty Paul Paula Pauline Pavel
Peggy Penny Percy Pete Peter Petra Phil Philip Phillip Phoebe Phyllis Polina Polly Poppy Priya Quentin Rachel Ralph
Ravi Ray Raymond Rebecca Reggie Rhys Ricardo Richard Rick Ricky Riley Rita Rob Robert Roberta Robin Rodney Roger Roman
Ron Ronald Ronnie Rory Rosa Rose Rosie Ross Roy Ruby Russell Ruth Ryan Sabrina Sally Sam Samantha Samuel Sandra Sandy
Sara Sarah Sasha Scarlett Scott Sean Sebastian Sergei Sergey Seth Shane Shannon Sharon Shaun Sheila Shirley Sid Sienna
Simon Sofia Sophia Sophie Stacey Stan Stanley Stella Stephanie Stephen Steve Steven Stuart Sue Summer Susan Susie Suzy
Sylvia Tania Tanya Tara Ted Teresa Terry Tess Theo Theodore Theresa Thomas Tiffany Tim Timothy Tina Todd Tom Tommy Toni
Tony Tracey Tracy Trevor Tyler Valerie Vanessa Vera Veronica Vicky Victor Victoria Vince Vincent Viola Violet Virginia
Vivian Vlad Walter Wanda Warren Wayne Wendy Wesley Will William Willie Willow Yana Yulia Yuri Yvonne Zach Zachary Zara Zoe Aaliyah Aria Arlo Bri Eden Eli Ellis Ezra Faith Finley Harper Hope Joy Kai Kayden Milo Ned Nell Pearl Priyanka
Rosalie Savannah Skye Trish Yusuf
Penelope Gianna Avery Aurora Eliana Emilia Zoey Lillian Addison Delilah Madelyn Kinsley Sadie Josephine Brooklyn Quinn
Kennedy Cora Athena Hailey Eloise Skylar Gabriella Adeline Liliana Ayla Madeline Maeve Mateo Levi Hudson Asher Elias
Santiago Wyatt Jayden Ezekiel Josiah Isaiah Nolan Thiago Axel Bennett Weston Rowan Silas Leonardo Jaxon Micah Everett
Enzo Jeremiah Colton Easton Landon Gael Jameson Xavier Damian Emmett Chad Trent Brett Kurt Clive Stu Rhonda Sheryl
Tammy Latoya Keisha Tamika Shanice Darnell Deshawn Tyrone Jamal Malik Andre Terrell Javier Alejandro Fernando Lupe
Guadalupe Ines Paloma Anjali Deepa Sunita Lakshmi Raj Rahul Vikram Arjun Rohan Sanjay Amit Neha Pooja Kavita Aisha
Zainab Ibrahim Hassan Ahmed Khalid Mei Hiroshi Yuki Kenji Sakura Siobhan Aoife Niamh Saoirse Ciaran Declan Fergus
Angus Hamish Callum Ewan Bronwyn Klaus Heinz Gerda Uwe Ingrid Astrid Sven Lars Bjorn Olaf Pierre Claude Francois
Giovanni Marco Giuseppe Francesca Chiara Bettina Tamsin Jemima Rupert Gus Teddy Bertie Edie Mabel Nellie Beryl Mavis
Enid Muriel Gladys Ethel Agnes Hilda Winnie Winifred Rosemary Marge Darlene Charlene Jolene Loretta Timmy Mikey Robbie
Davey Stevie Kev Bev Jules Viv Lynne Deb Debs Steph Abi Gabby Izzy Ollie Jonah Jasper Otis Ronan Beckett Kaden Brayden
Hayden Kaylee Kylie Bailey Bryce Tanner Dalton
`
  .trim()
  .split(/\s+/);
